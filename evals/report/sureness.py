"""Risk–coverage curve and reliability -> pictures, each with its figures in words; computes none of them."""

from collections.abc import Sequence

from evals.report.curves import Bin, RiskCurve, calibration_error
from evals.report.plots import FIRST, FIRST_BAR, INK, SECOND, Picture, whiskers
from evals.report.svg import COLOURS, inline_svg, new_figure, style

LABELLED = (0.9, 0.7, 0.5)  # surenesses written along the curve


def risk_picture(curve: RiskCurve, threshold: float | None) -> Picture:
    """Draw the risk–coverage curve to where the assistant abstains."""
    title = "Risiko og dekning"
    if curve.points:
        last = curve.points[-1]
        told = (
            f"Areal {curve.area:.3f}; minst mulig med de samme svarene {curve.least_area:.3f}. "
            f"Slik terskelen står, besvares {last.coverage:.3f} av spørsmålene med risiko {last.risk:.3f}."
        )
    else:
        told = "Ingen spørsmål ble besvart."
    with style():
        figure = new_figure()
        axes = figure.subplots()
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="dekning: andel besvart", ylabel="risiko")
        axes.grid(color=COLOURS["grid"], linewidth=0.8)
        if curve.points:
            coverages, risks = [p.coverage for p in curve.points], [p.risk for p in curve.points]
            axes.fill_between(coverages, risks, color=FIRST_BAR, alpha=0.35, linewidth=0)
            axes.plot(coverages, risks, color=FIRST, linewidth=1.8)
            axes.text(last.coverage / 2, 0.06, f"areal {curve.area:.3f}", ha="center", fontsize=9.5)
            axes.plot(last.coverage, last.risk, "o", color=SECOND, markersize=7)
            mark = "terskelen" if threshold is None else f"terskelen {threshold:.3f}"
            axes.annotate(
                mark, (last.coverage, last.risk), (0, 12), textcoords="offset points", ha="center", fontsize=9.5
            )
        for sureness in LABELLED:
            above = [point for point in curve.points if point.sureness >= sureness]
            if above and above[-1] is not curve.points[-1]:
                at = (above[-1].coverage, above[-1].risk)
                axes.plot(*at, "o", color=FIRST, markersize=4)
                axes.annotate(f"{sureness}", at, (0, -14), textcoords="offset points", ha="center", fontsize=9)
        svg = inline_svg(figure, "risk", title, told)
    hint = (
        "Svarene er tatt med fra det sikreste og nedover; tallene langs kurven er sikkerhet. Risikoen er andelen av "
        "nødvendige fakta som ikke ble sagt, og 1 når kildene ikke svarer. Arealet er risikoen i snitt langs kurven. "
        "Lavere er bedre."
    )
    return Picture(title, hint, told, svg)


def reliability_picture(bins: Sequence[Bin], threshold: float | None) -> Picture:
    """Draw the share answerable in every bin of sureness against the share that the sureness promises."""
    title = "Er sikkerheten til å stole på?"
    held = [one for one in bins if one.n]
    told = (
        "; ".join(f"{one.low:.1f}–{one.high:.1f}: {one.share:.3f} av {one.n}" for one in held)
        + f". Avviket i snitt er {calibration_error(bins):.3f}."
    )
    with style():
        figure = new_figure()
        axes = figure.subplots()
        middles = [(one.low + one.high) / 2 for one in held]
        shares = [one.share for one in held]
        ends = whiskers(shares, [one.interval for one in held])
        axes.bar(middles, shares, width=0.085, color=FIRST_BAR, edgecolor=FIRST, linewidth=0.8)
        axes.errorbar(middles, shares, yerr=ends, fmt="none", ecolor=INK, elinewidth=1.1, capsize=2)
        axes.plot([0, 1], [0, 1], "--", color=INK, linewidth=1.2)
        for middle, one in zip(middles, held, strict=True):
            axes.text(middle, 1.03, f"{one.n}", ha="center", fontsize=9)
        if threshold is not None:
            axes.axvline(threshold, color=SECOND, linestyle=":", linewidth=1.6)
        axes.set(xlim=(0, 1), ylim=(0, 1.1), xlabel="sikkerhet", ylabel="andel med svar i kildene")
        axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])
        svg = inline_svg(figure, "reliability", title, told)
    hint = (
        "Den stiplede linjen er en sikkerhet som holder det den lover. Tallene øverst er antall spørsmål, strekene "
        "95 %-intervaller, den prikkede linjen terskelen."
    )
    return Picture(title, hint, told, svg)
