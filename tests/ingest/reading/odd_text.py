"""Text that no careful person writes, for properties that must hold whatever is read."""

from hypothesis import strategies as st

ODD = st.text(
    st.one_of(
        st.sampled_from(
            "aeoåÅ\u030a\u0301\u0327 -\u2010\u00ad\u00a0\u2009\t\r\n\x00\x02\x0b\u200b\u2028\ufeff•▪\uf0b7🚢🏽\u200d"
        ),
        st.characters(exclude_categories=("Cs",)),
    )
)
