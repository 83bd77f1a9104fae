"""The data linter: `python -m aftercare.knowledge.lint` lists what is wrong with the data, and exits 1 if anything is.

It reads every section of `Knowledge` and every data file, new ones included, and checks what the strict reading of
`load` cannot: that ids lead somewhere, that measures and their names in other apps fit, that texts may be said. It
changes nothing. The checks themselves stand in the `lint_*` modules beside this one. With `--articles FOLDER`, where
the texts of the articles are at hand, it also looks for sentences taken over from them.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from aftercare.knowledge.lint_after_lines import after_line_problems
from aftercare.knowledge.lint_body_map import body_map_problems
from aftercare.knowledge.lint_composites import composite_problems
from aftercare.knowledge.lint_copied import copied_problems, has_articles, read_articles
from aftercare.knowledge.lint_day_factors import day_factor_problems
from aftercare.knowledge.lint_experiments import experiment_problems
from aftercare.knowledge.lint_lexicon import lexicon_problems
from aftercare.knowledge.lint_library import library_problems
from aftercare.knowledge.lint_measures import measure_problems
from aftercare.knowledge.lint_privacy import privacy_problems
from aftercare.knowledge.lint_references import reference_problems
from aftercare.knowledge.lint_screeners import screener_problems
from aftercare.knowledge.lint_texts import file_problems, text_problems
from aftercare.knowledge.lint_told import told_problems
from aftercare.knowledge.load import DATA, Knowledge, read_yaml_list
from aftercare.model.errors import UserError

ARTICLES = "--articles"


def problems(folder: Path = DATA, articles: Path | None = None) -> list[str]:
    """Everything wrong with the data files of a folder, one sentence each; empty when all is well."""
    runs = read_articles(articles) if articles is not None else frozenset()
    knowledge = Knowledge(folder)
    unreadable = list(_unreadable(knowledge))
    if unreadable:
        return unreadable
    checks = (
        reference_problems,
        measure_problems,
        body_map_problems,
        library_problems,
        lexicon_problems,
        told_problems,
        screener_problems,
        experiment_problems,
        composite_problems,
        day_factor_problems,
        after_line_problems,
        privacy_problems,
    )
    found = [problem for check in checks for problem in check(knowledge)]
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        records = read_yaml_list(path)
        found.extend(file_problems(name, records))
        for record in records:
            found.extend(text_problems(name, record))
            found.extend(copied_problems(name, record, runs))
    return found


def section_names() -> list[str]:
    """The sections of `Knowledge`, as its attributes are called."""
    return [name for name, member in vars(Knowledge).items() if isinstance(member, cached_property)]


def _unreadable(knowledge: Knowledge) -> Iterator[str]:
    for name in section_names():
        try:
            getattr(knowledge, name)
        except UserError as error:
            yield str(error)
    for path in sorted(knowledge.folder.rglob("*.yaml")):
        try:
            read_yaml_list(path)
        except UserError as error:
            yield str(error)


def main(arguments: Sequence[str] = ()) -> int:
    """Print every problem; the exit code says whether there is one."""
    articles = Path(arguments[arguments.index(ARTICLES) + 1]) if ARTICLES in arguments[:-1] else None
    if ARTICLES in arguments and (articles is None or not has_articles(articles)):
        sys.stderr.write(f"{ARTICLES} needs a folder with the articles as .txt or .md files.\n")
        return 2
    found = problems(articles=articles)
    for problem in found:
        sys.stderr.write(problem + "\n")
    sys.stdout.write(f"data files: {len(found)} problems\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
