"""Formulas of pages: the TeX of each once, wherever the page holds it, and what is drawn where it does not."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.emit import render

TEX = r"\frac{a}{b} = 10"
MATHML = "<mrow><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>=</mo><mn>10</mn></mrow>"
ANNOTATED = f'<math><semantics>{MATHML}<annotation encoding="application/x-tex">{TEX}</annotation></semantics></math>'
FORMS = {
    "KaTeX": f'<span class="katex"><span class="katex-mathml">{ANNOTATED}</span>'
    '<span class="katex-html" aria-hidden="true"><span>b</span><span>a</span><span>=10</span></span></span>',
    "MathJax": '<span class="MathJax_Preview">a/b</span><span class="MathJax"><nobr><span>a</span><span>b</span></nobr>'
    f'</span><script type="math/tex" id="MathJax-Element-1">{TEX}</script>',
    "MathJax without MathJax": f"<script type='math/tex; mode=display'>{TEX}</script>",
    "kramdown": f'<script type="math/tex">% <![CDATA[\n{TEX} %]]></script>',
    "MathML": ANNOTATED,
    "Wikipedia": f'<span class="mwe-math-mathml-inline" style="display: none;">{ANNOTATED}</span>'
    '<img src="https://wikimedia.org/math/render/svg/9b" class="mwe-math-fallback-image-inline" alt="x">',
    "an image": f'<img src="https://www.zhihu.com/equation?tex=%5Cfrac" alt="{TEX}" eeimg="1">',
}


def _page(formula: str) -> str:
    return (
        "<html><head><title>分式的意义</title></head><body><article><h1>分式的意义</h1>"
        "<p>小学的时候老师教过，两个数相除可以写成分式，上面的叫分子，下面的叫分母。</p>"
        f"<p>比如题目里给出的 {formula}，读作一个数除以另一个数等于十，两边同时乘以分母就能解出来。</p>"
        "<p>后来学到方程，才知道分母不能是零，否则这个式子就没有意义了。</p></article></body></html>"
    )


@pytest.mark.parametrize("form", FORMS)
def test_the_tex_of_a_formula_stands_there_once(form: str) -> None:
    page = _page(FORMS[form])
    found = clean(page)
    assert f"题目里给出的 {TEX}，读作" in found.text
    assert found.restore() == page


def test_what_has_no_tex_stays_as_it_is_drawn() -> None:
    assert "给出的 ab=10，读作" in clean(_page(f"<math>{MATHML}</math>")).text
    assert "给出的 a10，读作" in clean(_page('<span class="katex-html"><span>a</span><span>10</span></span>')).text


def test_other_scripts_and_images_stay_away() -> None:
    found = clean(_page('<script type="text/x-math">a^2</script><img src="/a.png?tex=1" alt="一张图">'))
    assert "给出的 ，读作" in found.text


@pytest.mark.parametrize("form", FORMS)
def test_markdown_sets_formulas_between_dollar_signs_and_escapes_nothing_in_them(form: str) -> None:
    page = _page(FORMS[form].replace(TEX, "x_1 + x_2 * y * z"))
    assert "题目里给出的 $x_1 + x_2 * y * z$，读作" in render(clean(page), "md").decode()


def test_markdown_sets_a_formula_that_is_a_line_apart() -> None:
    page = _page("").replace(
        "<p>后来", f'<p><script type="math/tex; mode=display">{TEX}</script></p><h2>{ANNOTATED}</h2><p>后来'
    )
    told = render(clean(page), "md").decode()
    assert f"\n\n$${TEX}$$\n\n## ${TEX}$\n\n" in told


def test_markdown_names_the_language_of_source_code() -> None:
    code = "def f(x):\n    return x\n"
    for given in (
        f'<pre><code class="hljs language-python">{code}</code></pre>',
        f'<pre class="brush: Python; toolbar: false">{code}</pre>',
        f'<pre class="lang-python">{code}</pre>',
    ):
        page = _page("").replace("<p>后来", f"{given}<p>后来")
        assert "```python\ndef f(x):\n    return x\n```" in render(clean(page), "md").decode()
    assert "```\ndef f(x)" in render(clean(_page("").replace("<p>后来", f"<pre>{code}</pre><p>后来")), "md").decode()


def test_a_formula_of_several_lines_is_one_in_markdown() -> None:
    page = _page('<script type="math/tex">\\begin{aligned}\n  a &lt; b \\\\\n  c\n\\end{aligned}</script>')
    assert r"给出的 $\begin{aligned} a < b \\ c \end{aligned}$，读作" in render(clean(page), "md").decode()
