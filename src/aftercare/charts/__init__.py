"""Pictures: plain data in, SVG text out, with a table that says the same in words. No template, no script, no style.

Every picture has role=img, a title and a description, real text, and shape or word beside each colour. Colours are the
page's own custom properties (`--ink`, `--soft`, `--line`, `--plum`, `--ember`, `--card`), so that light, dark and
forced colours are one rule in the page's style sheet; `svg.PRINT` has them fixed, for paper.
"""
