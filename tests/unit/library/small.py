"""A library of three pages in a folder, small enough to know by heart, sound enough for the linter."""

from pathlib import Path

from aftercare.knowledge.load import Knowledge

CRAMPS = """- id: cramps
  key: F01
  name: Dysorgasmia
  title: Cramps after orgasm
  also: [painful climax]
  asks: [why does my belly cramp when i come, womb hurts after climax]
  summary: At the peak the womb gets tight. For some that is a cramp. It mostly goes soon. Warmth may ease it.
  feels: [{text: A cramp low in the belly., sources: [study], sure: some}]
  points_to: [It comes at the peak]
  points_away: [It burns]
  course: It starts at the peak and goes within hours.
  helps: [{text: A heat pad on the belly eases it., sources: [study], sure: weak}]
  see: [{action: RT, when: It keeps coming back.}]
  clinician: [They ask where it hurts.]
  prior: P2
  prior_measured: false
  figure_groups: [cramps_how_common]
  related: [tears]
  raised_by: [RF99]
  symptoms: [pain]
  parts: [belly]
  sources: [study]
  reviewed: null
  cases:
    - {it: A cramp of the peak finds it, words: my tummy seizes up at the peak, comes: first}
    - {it: Tears do not, words: i weep when we are done, comes: not_first}
"""
BURNING = """- id: burning
  key: F02
  name: Cystitis
  title: Burning when you pass water
  also: [uti, bladder infection]
  asks: [it burns when i pee after sex, stinging wee]
  summary: Germs can get into the bladder. It stings to pass water. A test at the clinic shows it.
  feels: [{text: A sting when you pass water., sources: [study], sure: good}]
  points_to: [You need to go often]
  course: It comes a day or two later.
  helps: [{text: A clinic can give tablets., sources: [study], sure: good}]
  see: [{action: 2W, when: It is still there after two days.}]
  clinician: [They test a cup of water you passed.]
  prior: P1
  prior_measured: false
  symptoms: [pain]
  parts: [belly]
  sources: [study]
  reviewed: null
  cases:
    - {it: A sting finds it, words: stings to go to the loo, comes: listed}
    - {it: Tears do not, words: i weep a lot, comes: not_first}
"""
CAUSES = CRAMPS + BURNING
TOPICS = """- id: tears
  title: Why people cry after sex
  asks: [why do i cry after sex, my partner cries each time]
  summary: Many people cry at times. There is not one reason. Rest, and be kind to yourself.
  sections:
    - heading: What may be behind it
      passages: [{text: Joy and low mood can both bring tears., sources: [study]}]
  causes: [cramps]
  symptoms: [crying]
  parts: [mind]
  reviewed: null
  cases:
    - {it: Weeping finds it, words: i weep when we are done, comes: first}
    - {it: A sting does not, words: it stings down there, comes: not_first}
"""
SOURCES = """- {id: study, title: A study, year: 2019, sample: 200 people}
- {id: book, title: A book without year or people}
"""
FIGURES = """- {id: cramps_now, group: cramps_how_common, had: had cramps, who: people, asked: ever, source: study,
  percent: 12, of: 200}
"""
GROUPS = "- {id: cramps_how_common, question: Do you get cramps?}\n"
SYMPTOMS = "- {id: pain, name: Pain, order: [cramps]}\n- {id: crying, name: Tears, order: [tears]}\n"
PARTS = "- {id: belly, name: The belly}\n- {id: mind, name: The mind}\n"
WORDS = """- id: stop
  say: [a, the, i, my, when, it, is, do, does, why, to, in, of, "on", after, we, are, what, how]
- id: weep
  say: [cry, cries, crying, weep, tears]
- id: peak
  say: [orgasm, climax, i come, when i finish]
- id: intent_help
  say: [what helps, what can i do]
- id: intent_common
  say: [how common]
"""
RULES = """- id: RF99
  title: A rule
  core: [any_pain]
  floor: SD
  ask: [any_pain]
  do_now: [Lie down.]
  needs: entry
  sources: [study]
  branches:
    - {action: EN, fires: any_pain, within: now, service: ambulance, because: "A cramp that tears: go now."}
  cases:
    - {it: Pain is an emergency, given: [any_pain], gives: EN}
    - {it: No pain is none, given: [no any_pain], gives: none}
"""
FINDINGS = "- {id: any_pain, name: Pain, lay: pain, question: Does it hurt?, reviewed: null}\n"
PLACES = "- {id: ambulance, name: the ambulance, lines: []}\n"
CLAIMS = """- id: tears_common
  text: Many cry at times.
  articles: Everyone does.
  verdict: partly
  sure: some
  sources: [study]
  pages: [tears]
  reviewed: null
"""
HOME = """- id: heat
  name: Heat pad
  text: Warmth on the belly.
  sure: some
  limits: [Not on numb skin]
  sources: [study]
  pages: [cramps]
  reviewed: null
"""
WINDOWS = """- {id: pill, need: Pill, text: Ask today., sources: [study], pages: [cramps], reviewed: null}
"""
PHRASES = """- {id: hush, never: Calm down., better: I am here., to: crying, why: It hurts., pages: [tears],
  sources: [study]}
"""
EVIDENCE = """- {id: S1-01, says: Many cry., fate: shown, leads_to: [claims/tears_common]}
- {id: S1-02, says: All cry., fate: left_out, reason: Not so.}
"""
FILES = {
    "causes": CAUSES,
    "topics": TOPICS,
    "sources": SOURCES,
    "figures": FIGURES,
    "figure_groups": GROUPS,
    "symptoms": SYMPTOMS,
    "body_parts": PARTS,
    "words": WORDS,
    "red_flags": RULES,
    "findings": FINDINGS,
    "danger_list/places": PLACES,
    "claims": CLAIMS,
    "home_measures": HOME,
    "time_windows": WINDOWS,
    "phrases": PHRASES,
    "evidence": EVIDENCE,
}


def write(folder: Path, **changed: str) -> Path:
    """The library as files; `changed` replaces a section, its slashes written as two underscores."""
    for section, text in {**FILES, **{name.replace("__", "/"): text for name, text in changed.items()}}.items():
        path = folder / section / "1.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def library(folder: Path, **changed: str) -> Knowledge:
    """The same, read."""
    return Knowledge(write(folder, **changed))
