import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillside.stage.lettering.typst_markup import wrapped

JAPANESE = "あいうっゃのをカキッー誤差減方向、。「」"


@pytest.mark.parametrize(
    ("text", "lines", "broken"),
    [
        ("المشتقة = ميل الخط المماس", 2, "المشتقة = ميل\nالخط المماس"),
        ("त्रुटि घटाने की दिशा", 2, "त्रुटि घटाने\nकी दिशा"),
        ("誤差を減らす方向", 3, "誤差を\n減らす\n方向"),
        ("微分係数 = 接線の傾き", 2, "微分係数 =\n接線の傾き"),
        ("導関数", 2, "導\n関数"),
        ("ステップ", 2, "ス\nテップ"),
        ("增量", 3, "增量"),
        ("Trop lent\u00a0: 46\u00a0%", 2, "Trop lent\u00a0:\n46\u00a0%"),
        ("来回跳跃，每次都比前一次近一点", 2, "来回跳跃，\n每次都比前一次近一点"),
        ("缓慢：12 步只走了全程的 46 %", 2, "缓慢：\n12 步只走了全程的 46 %"),
        ("第 12 步到达", 2, "第 12 步\n到达"),
        ("位于 x = 1.5 处停下", 2, "位于 x = 1.5 处\n停下"),
    ],
)
def test_a_label_breaks_where_its_language_allows(text: str, lines: int, broken: str) -> None:
    assert wrapped(text, lines) == broken


@given(st.text(JAPANESE, min_size=1, max_size=20), st.integers(1, 4))
def test_no_line_of_japanese_begins_with_a_forbidden_character(text: str, lines: int) -> None:
    broken = wrapped(text, lines)
    assert broken.replace("\n", "") == text
    assert not re.search(r"\n[っゃッー、。」]", broken)
    assert not re.search(r"「\n", broken)


@given(st.lists(st.text("abcdef=", min_size=1, max_size=8), min_size=1, max_size=7), st.integers(1, 4))
def test_words_stay_whole_and_in_order(words: list[str], lines: int) -> None:
    broken = wrapped(" ".join(words), lines)
    assert broken.split() == words
    assert len(broken.splitlines()) == (lines if len(words) >= lines else 1)
