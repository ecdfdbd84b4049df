# small.sh - a data directory with one testcase, so that a bundle is small
# enough to change each byte of it. Sourced; small_data DIR makes it.

small_data() {
    mkdir -p "$1/suites/dialects" "$1/suites/profiles" "$1/fixtures/small"
    mkdir -p "$1/schemas/small"
    cp -R "$ROOT/schemas/assay" "$1/schemas/assay"
    python3 - "$ROOT/suites/dialects/cinder-v3.json" "$1" <<'PYTHON'
import json
import sys

dialect = json.load(open(sys.argv[1], encoding="utf-8"))
dialect["pages"] = [dialect["pages"][0]]
for operation in dialect["operations"].values():
    operation["page"] = dialect["pages"][0]["id"]


def write(name, kind, **members):
    up = "../" * name.count("/")
    with open(sys.argv[2] + "/" + name, "w", encoding="utf-8") as file:
        json.dump({"$schema": up + "schemas/assay/" + kind + ".json",
                   **members}, file)


dialect.pop("$schema")
write("suites/dialects/cinder-v3.json", "dialect", **dialect)
write("suites/profiles/otc.json", "profile", id="otc", title="as written",
      **{"volume-size": 10}, changes=[])
write("suites/small.operation.json", "operation", id="snapshots.update",
      title="Updating", subject="/snapshot", **{"path-id": "snapshot_id"},
      before=[], after=[], always=[],
      outcomes={"accepted": {"title": "accepted", "checks": [
          {"id": "status", "check": "status", "in": [200],
           "clause": "status/normal"}]}})
write("suites/small.clauses.json", "clauses", id="small",
      operation="snapshots.update", source={"file": "f", "prefix": ""},
      clauses=[{"id": "status/normal", "element": None, "text": "200 is normal",
                "level": "must", "basis": "documented",
                "digest": "sha256:" + "0" * 64}])
write("suites/small.json", "suite", id="small", title="One",
      operation="snapshots.update",
      testcases=[{"id": "name", "title": "a name is stored",
                  "clauses": ["status/normal"], "level": "must",
                  "basis": "documented", "steps": [{
                      "request": {"body": {"snapshot": {"name": "n"}}},
                      "expect": {"outcome": "accepted"}}]}])
with open(sys.argv[2] + "/schemas/small/any.json", "w") as file:
    file.write("{}")
with open(sys.argv[2] + "/fixtures/small/body.json", "w") as file:
    file.write("{}")
PYTHON
}
