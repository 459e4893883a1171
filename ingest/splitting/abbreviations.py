"""Words whose full stop ends no sentence, in Norwegian, Danish, Swedish and English; not how sentences are found."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


POINTING = _words(
    """
    adm avd bd bl.a ca cf cirka d.v.s dr dvs e.g eks ekskl evt f.eks f.ex fig fmr f.o.m fom frk hhv hhvis i.e iflg
    ift ifm inkl jf jfr jmf jmfr jvf kap kl m.a mao m.a.o maks m.h.t mht meld mr mrs ms nr o.m ot.prp p.g.a pga pag
    pkt pp prof prop ref resp s sk skr sml st st.meld t.d t.ex tab tel tlf t.o.m vedr vol vs årg
    """
)
"""Never end a sentence: they point at what follows ("s. 27", "jf. Hansen", "f.eks. i skolen")."""

CLOSING = _words(
    """
    a.m a.s al co corp ds e.kr e.l etc f.kr fl inc jr kr ltd m.fl m.m m.v mfl mia mill mio mm mrd mv o.a o.dyl o.fl o.l
    o.s.v od ofl ol osv p.m pct ph.d pst u.s u.å
    """
)
"""May end a sentence: they do when a capital letter follows ("… og møter osv. Det tar tid.")."""

BEFORE_DIGITS = _words("apr aug ch dec des ed eds eq feb febr fn jan n no nos nov okt p para sect sep sept side sid")
"""Abbreviations before a number alone ("no. 4", "ch. 2", "12. nov. 2020")."""

OPENERS = _words(
    """
    af alle altså andre att at begge blant both but by da de dei dem den denna denne der dere deretter derfor det detta
    dette dessa disse dessuten dersom do då eg ein en et ett etter fel feil flere fleire flera for fordi fra från
    før för få gjennom han hun hon ho hva hvad hvem hver hvilke hvilken hvis hvor hvordan hvorfor här her however i if
    ifølge imidlertid in ingen inte ikke ikkje it jag jeg kan kva kven korleis kvifor man mange men mot når när no nå nu
    og och også om on only our over på samtidig selv since slik slike så som spørsmålet studien the their then there
    therefore these they this those thus til till under ut uten utan vad var varför ved vem vi vid videre vidare vil we
    what when where while who why with you å även
    """
)
"""Words that, with a capital letter, are likelier to open a sentence than to be a name."""
