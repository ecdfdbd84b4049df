#!/usr/bin/python3 -I
"""compare.py GOLDEN RESULTS - are these the deviations that we expect?

GOLDEN explains what a known target deviates in (schemas/assay/deviations.json),
RESULTS is what `assay run --json` wrote.  A testcase deviates when its verdict
is neither pass nor skip, or when it passes with findings.  Each one must have
exactly one explanation, and each explanation must still be needed.

Prints TAP test points without numbers and plan; tests/cinder/check.sh adds
them.  Exit status 0 if all are ok, 1 if not, 2 if nothing could be compared.
"""
import fnmatch
import json
import pathlib
import sys


class Points:
    """Test points as they are made; knows whether one was not ok."""

    def __init__(self, prefix):
        self.prefix, self.failed = prefix, False

    def add(self, is_ok, sentence, *reasons):
        print("ok" if is_ok else "not ok", "-", f"{self.prefix}: {sentence}")
        for reason in () if is_ok else reasons:
            print("#", reason)
        self.failed = self.failed or not is_ok


def is_deviating(testcase):
    return testcase["verdict"] not in ("pass", "skip") or (
        testcase["verdict"] == "pass" and testcase["findings"] != [])


def answered_status(testcase):
    """Status of the last step's answer; None when none came."""
    answers = [exchange["response"] for exchange in testcase["exchanges"]
               if exchange["name"] == "answer"]
    return answers[-1]["status"] if answers and answers[-1] else None


def explaining(entries, identifier):
    return [entry for entry in entries
            if any(fnmatch.fnmatchcase(identifier, glob)
                   for glob in entry["testcases"])]


def compare_run(points, golden, results):
    """What holds for the run as a whole."""
    points.add(results["profile"] == golden["profile"],
               f"the profile is {golden['profile']}", results["profile"])
    done = len(results["testcases"])
    points.add(done == results["planned"] > 0,
               "every planned testcase has a result",
               f"{done} of {results['planned']}", results["aborted"])
    points.add(results["restored"] and results["leftovers"] == [],
               "the run says that it put everything back",
               results["leftovers"])


def compare_testcase(points, entries, testcase):
    """One that deviates, or that an entry says deviates."""
    identifier, verdict = testcase["id"], testcase["verdict"]
    reasons = [f"{finding['check']}: {finding['error']}"
               for finding in testcase["findings"]] + [testcase["reason"]]
    if not is_deviating(testcase):
        points.add(False, f"{identifier} deviates as explained",
                   f"it does not: {verdict}", *reasons)
    elif len(entries) != 1:
        points.add(False, f"{identifier} has one explanation",
                   f"it has {len(entries)}; verdict {verdict}, "
                   f"status {answered_status(testcase)}", *reasons)
    else:
        wanted = entries[0]["verdict"], entries[0]["status"]
        came = verdict, answered_status(testcase)
        points.add(came == wanted,
                   f"{identifier}: {wanted[0]}, answered with {wanted[1]}",
                   f"verdict {came[0]}, answered with {came[1]}", *reasons)


def compare_deviations(points, golden, results):
    for testcase in results["testcases"]:
        entries = explaining(golden["deviations"], testcase["id"])
        if entries or is_deviating(testcase):
            compare_testcase(points, entries, testcase)


def compare_skipped(points, golden, results):
    for testcase in results["testcases"]:
        is_skipped = testcase["verdict"] == "skip"
        entries = explaining(golden["skipped"], testcase["id"])
        if is_skipped or entries:
            points.add(is_skipped and len(entries) == 1,
                       f"{testcase['id']} is skipped as explained",
                       f"{testcase['verdict']}, {len(entries)} explanations",
                       testcase["reason"])


def compare_globs(points, golden, results):
    """A glob that matches nothing explains what is no longer there."""
    identifiers = [testcase["id"] for testcase in results["testcases"]]
    idle = [glob for entry in golden["deviations"] + golden["skipped"]
            for glob in entry["testcases"]
            if not fnmatch.filter(identifiers, glob)]
    points.add(idle == [], "every explanation is for a testcase", *idle)


def compare_conclusions(points, golden, results):
    came = {observation["subject"]: observation["value"]
            for observation in results["observations"]
            if observation["id"] == "counting-unit"}
    wanted = {entry["id"]: entry for entry in golden["conclusions"]}
    for name in sorted(came.keys() | wanted.keys()):
        pairs = [(side[name]["unit"], sorted(side[name]["candidates"]))
                 if name in side else None for side in (wanted, came)]
        points.add(pairs[0] == pairs[1],
                   f"conclusion {name}: {pairs[0] and pairs[0][0]}",
                   f"expected {pairs[0]}", f"came {pairs[1]}")


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        golden, results = (json.loads(pathlib.Path(path).read_text("utf-8"))
                           for path in arguments)
    except (OSError, ValueError) as reason:
        print(f"compare.py: {reason}", file=sys.stderr)
        return 2
    points = Points(golden["profile"])
    for compare in (compare_run, compare_deviations, compare_skipped,
                    compare_globs, compare_conclusions):
        compare(points, golden, results)
    return 1 if points.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
