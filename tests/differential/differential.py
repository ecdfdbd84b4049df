"""differential - do our validator and python3-jsonschema give one verdict?

usage: differential.py ASSAY ROOT SCRATCH [SEED [N]]

For each schema below ROOT/schemas: valid instances (seeds.json, the files of
suites/ and tests/cinder/, SCRATCH/instances/PATH for schemas/PATH), and N in
all that are changed from them: members dropped, added, given another
type, texts and numbers moved across their limits. Both validators judge all
of them. Prints each disagreement with schema, instance and verdicts; one
line of sums. Exit status 0 when there is none.
"""
import copy
import json
import os
import random
import re
import subprocess
import sys
import warnings
from datetime import date
from pathlib import Path

warnings.simplefilter("ignore", DeprecationWarning)
import jsonschema  # noqa: E402

SAMPLE = 3          # items of a long array that are kept
BATCH = 500         # instances of one call of assay
SHOWN = 5           # disagreements that are printed whole


# The other side: what ECMA-262, our vocabulary and our formats say, written
# once more.

def ecma(pattern):
    """Python reads \\d, \\w and $ otherwise; no schema escapes a class."""
    text, inside, i = "", False, 0
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            text += pattern[i:i + 2]
            i += 2
            continue
        if c == "[":
            inside = True
        elif c == "]":
            inside = False
        text += r"\Z" if c == "$" and not inside else c
        i += 1
    return re.compile(text, re.ASCII)


def check_pattern(_, pattern, instance, __):
    if isinstance(instance, str) and not ecma(pattern).search(instance):
        yield jsonschema.ValidationError(f"does not match {pattern}")


def check_max_bytes(_, limit, instance, __):
    if isinstance(instance, str) and len(instance.encode()) > limit:
        yield jsonschema.ValidationError(f"is longer than {limit} bytes")


FORMATS = jsonschema.FormatChecker(formats=())


def is_date(text):
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


@FORMATS.checks("evs-date-time")
def is_evs_date_time(text):
    if not isinstance(text, str):
        return True
    return bool(re.fullmatch(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
        r"\.[0-9]{6}", text)) and is_date(text[:10])


@FORMATS.checks("date-time")
def is_date_time(text):
    """RFC 3339; a leap second is 23:59:60 UTC, which the schemas here write
    with Z."""
    if not isinstance(text, str):
        return True
    return bool(re.fullmatch(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]"
        r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|23:59:60)"
        r"(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])", text)) \
        and is_date(text[:10])


OTHER = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    {"pattern": check_pattern, "maxBytes": check_max_bytes})


# Instances.

def shrink(rng, value):
    """A long array is as good as a few of its items."""
    if isinstance(value, list):
        if len(value) > SAMPLE:
            value = rng.sample(value, SAMPLE)
        return [shrink(rng, item) for item in value]
    if isinstance(value, dict):
        return {name: shrink(rng, item) for name, item in value.items()}
    return value


def places(value, into):
    """(container, key) of everything below a value."""
    items = value.items() if isinstance(value, dict) else \
        enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        into.append((value, key))
        places(item, into)
    return into


TEXTS = ["", " ", "a", "A", "0", "é", "😀", "a\n", "\n", "null", "${x}",
         "2024-02-30T00:00:00.000000", "2023-02-29T00:00:00.000000",
         "2024-01-01T24:00:00.000000", "2024-01-01T00:00:00.00000",
         "2024-01-01T00:00:00.000000Z", "2024-01-01T00:00:00Z",
         "2024-13-01T00:00:00Z", "a" * 255, "a" * 256, "é" * 127 + "a",
         "é" * 128, "😀" * 63 + "aaa", "😀" * 64, "http://h/", "a/b"]
NUMBERS = [0, 1, -1, 2, 1.0, 0.5, -0.5, 1e20, 400, 404, 9007199254740993,
           9223372036854775807, -9223372036854775808, 255, 256]
VALUES = [None, True, False, 0, 1, 1.5, "", "a", [], {}, [1], {"a": 1}]


def other_text(rng, text):
    return rng.choice([
        lambda: text + rng.choice(TEXTS), lambda: rng.choice(TEXTS),
        lambda: text[:-1], lambda: text.upper(), lambda: text + "\n",
        lambda: text.replace("0", "9", 1), lambda: text[1:],
        lambda: text * 200, lambda: "😀" + text])()


def other_number(rng, number):
    return rng.choice([
        lambda: rng.choice(NUMBERS), lambda: -number, lambda: number + 1,
        lambda: number - 1, lambda: float(number), lambda: number + 0.5])()


def other_value(rng, value):
    if isinstance(value, str) and rng.random() < 0.7:
        return other_text(rng, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) \
            and abs(value) < 2**62 and rng.random() < 0.7:
        return other_number(rng, value)
    if isinstance(value, list) and rng.random() < 0.7:
        return rng.choice([[], value + value, value[1:], value + [None]])
    if isinstance(value, dict) and rng.random() < 0.5:
        return {**value, rng.choice(["a", "B", "é", "$x", "x-y", "id"]):
                rng.choice(VALUES)}
    return copy.deepcopy(rng.choice(VALUES))


def mutate(rng, instance):
    """Change one to three places; the root now and then."""
    root = [copy.deepcopy(instance)]
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        all_places = places(root, [])
        if len(all_places) > 1 and rng.random() < 0.95:
            all_places.pop(0)
        container, key = rng.choice(all_places)
        if isinstance(container, dict) and rng.random() < 0.3:
            del container[key]
        elif isinstance(container, dict) and rng.random() < 0.05:
            container[key + "x"] = container.pop(key)
        else:
            container[key] = other_value(rng, container[key])
    return root[0]


def documents(root, scratch):
    """Files that say by "$schema" or by their path what they follow."""
    for folder in root / "suites", root / "tests/cinder":
        for path in sorted(folder.rglob("*.json")):
            value = json.loads(path.read_text())
            if "$schema" in value:
                yield value["$schema"].rpartition("schemas/")[2], value
    folder = scratch / "instances"
    for path in sorted(folder.rglob("*.json")):
        yield str(path.relative_to(folder)), json.loads(path.read_text())


def seeds_of(root, scratch):
    seeds = json.loads((root / "tests/differential/seeds.json").read_text())
    for name, value in documents(root, scratch):
        seeds.setdefault(name, []).append(value)
    return seeds


# The two judges.

def ours(assay, schema, references, folder, instances):
    """A list of verdicts: True, False, or what assay said instead."""
    verdicts = []
    command = [assay, "schema", "validate", "--output", "flag"]
    for reference in references:
        command += ["--ref", str(reference)]
    for start in range(0, len(instances), BATCH):
        names = []
        for i, text in enumerate(instances[start:start + BATCH]):
            names.append(str(folder / f"{i}.json"))
            Path(names[-1]).write_text(text)
        run = subprocess.run(command + [str(schema)] + names, text=True,
                             capture_output=True, timeout=60)
        said = {line["instance"]: line["valid"]
                for line in map(json.loads, run.stdout.splitlines())}
        verdicts += [said.get(name, run.stderr[:500]) for name in names]
    return verdicts


def theirs(schema, files, instances):
    resolver = jsonschema.RefResolver(
        schema.as_uri(), files[schema.as_uri()], store=files)
    validator = OTHER(files[schema.as_uri()], resolver=resolver,
                      format_checker=FORMATS)
    # to the last error: half a walk would leave the resolver somewhere
    return [not list(validator.iter_errors(json.loads(text)))
            for text in instances]


def instances_of(rng, seeds, n):
    """JSON texts: the seeds, then n that are changed from them."""
    fine = [shrink(rng, seed) for seed in seeds]
    basis = (fine or [{}, [], {"a": 1}])
    changed = [mutate(rng, rng.choice(basis)) for _ in range(n)]
    return [json.dumps(x, ensure_ascii=False)
            for x in fine + VALUES + changed], len(fine)


def main(assay, root, scratch, seed="1", n="2400"):
    root, scratch = Path(root).resolve(), Path(scratch).resolve()
    print(f"# seed {seed}, jsonschema {jsonschema.__version__}")
    schemas = sorted((root / "schemas").rglob("*.json"))
    files = {path.as_uri(): json.loads(path.read_text()) for path in schemas}
    # what derive reads and writes stands there, too, and is no schema
    data = tuple("assay/" + kind for kind in ("override.json", "contract.json"))
    files = {uri: value for uri, value in files.items()
             if not str(value["$schema"]).endswith(data)}
    schemas = [path for path in schemas if path.as_uri() in files]
    meta = [p for p in schemas if "$vocabulary" in files[p.as_uri()]]
    judged = [p for p in schemas if p not in meta]
    seeds = seeds_of(root, scratch)
    rng = random.Random(int(seed))
    folder = scratch / "judged"
    folder.mkdir(exist_ok=True)
    sums = {"valid": 0, "invalid": 0, "differ": 0, "wrong seeds": 0}
    for schema in judged:
        name = str(schema.relative_to(root / "schemas"))
        texts, fine = instances_of(rng, seeds.get(name, []),
                                   int(n) // len(judged))
        references = meta + [p for p in judged if p != schema]
        a = ours(assay, schema, references, folder, texts)
        b = theirs(schema, files, texts)
        if not all(b[:fine]):
            sums["wrong seeds"] += 1
            print(f"# {name}: a seed is not valid", file=sys.stderr)
        for text, our, their in zip(texts, a, b):
            sums["valid" if their else "invalid"] += 1
            if our != their:
                sums["differ"] += 1
                if sums["differ"] <= SHOWN:
                    print(f"schema   {name}\ninstance {text[:2000]}\n"
                          f"assay    {our}\njsonschema {their}")
    print(f"{sums['valid'] + sums['invalid']} instances of {len(judged)} "
          "schemas: " + ", ".join(f"{v} {k}" for k, v in sums.items()))
    return int(sums["differ"] > 0 or sums["wrong seeds"] > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
