#!/usr/bin/env python3
"""Imports open estates with Cairn and holds its verdicts to their oracles.

    tests/open_data.py DATA [--cairn PATH]

DATA is a folder with `debian-small` and `netbox-demo` (and, where they are there, others), each an `items.csv` and a
`relationships.csv` with an oracle beside them. Exits with 0 only when every case holds.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Cairn:
    """The command line, on one estate."""

    def __init__(self, binary: str, estate: Path):
        self.binary, self.estate = binary, estate

    def run(self, *arguments: str, expect: tuple[int, ...] = (0,)) -> dict:
        command = [self.binary, "--json", "-e", str(self.estate), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in expect:
            sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
        return json.loads(done.stdout)


def estate(binary: str, folder: Path, scratch: Path, *options: str) -> Cairn:
    cairn = Cairn(binary, scratch / f"{folder.name}.cairn")
    subprocess.run([binary, "init", str(cairn.estate)], check=True, capture_output=True)
    files = [str(folder / "items.csv"), str(folder / "relationships.csv")]
    reply = cairn.run("import", *files, "--learn", *options)
    tally = {noun: reply[noun]["new"] for noun in ("items", "relationships")}
    print(f"{folder.name}: imported {tally['items']} items, {tally['relationships']} relationships")
    assert not reply["refused"], reply["refused"][:3]
    assert cairn.run("check")["sound"]
    return cairn


def at(report: dict, level: str) -> set[str]:
    return {hit["source_id"] for hit in report["impacted"] if hit["level"] == level}


def debian(binary: str, folder: Path, scratch: Path) -> int:
    """`certain` = what is down; `possible` = what could be reached. The source needs the target."""
    cairn = estate(binary, folder, scratch)
    cases = json.loads((folder / "oracle_impact.json").read_text())["cases"]
    for case in cases:
        report = cairn.run("impact", "--down", *case["start"])
        down = at(report, "down")
        assert down == set(case["certain"]), (case["start"], down ^ set(case["certain"]))
        digest = hashlib.sha256("\n".join(sorted(down, key=str.encode)).encode()).hexdigest()
        assert digest == case["certain_sha256"], case["start"]
        assert report["counts"]["down"] == case["certain_count"], case["start"]
        assert report["counts"]["reachable"] == case["possible_count"], (case["start"], report["counts"])
    return len(cases)


def netbox(binary: str, folder: Path, scratch: Path) -> int:
    """Containment: whatever is located at a site, or in something that is, goes down with it."""
    containment = {"located_at", "located_in", "mounted_in", "child_of"}
    types = set()
    for line in (folder / "relationships.csv").read_text(encoding="utf-8").splitlines()[1:]:
        types.add(line.split(",")[1])
    needs = [f"--needs={name}={'source' if name in containment else 'none'}" for name in sorted(types)]
    cairn = estate(binary, folder, scratch, *needs)
    cases = json.loads((folder / "oracle_containment.json").read_text())["cases"]
    held = 0
    for site, case in cases.items():
        if not site.startswith("site:"):
            continue
        down = at(cairn.run("impact", "--down", site), "down")
        devices = {name for name in down if name.startswith("device:")}
        assert set(case["devices"]) == devices, (site, set(case["devices"]) ^ devices)
        held += 1
    return held


def reachable(binary: str, folder: Path, scratch: Path) -> int:
    """Every dependency is hard: what the oracle calls impacted is down."""
    cairn = estate(binary, folder, scratch)
    cases = json.loads((folder / "oracle_impact.json").read_text())["cases"]
    for case in cases:
        start = case["start"]
        down = at(cairn.run("impact", "--down", *([start] if isinstance(start, str) else start)), "down")
        assert down == set(case["impacted"]), (start, down ^ set(case["impacted"]))
    return len(cases)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cairn", help="the binary; built in release when not given")
    given = parser.parse_args()
    binary = given.cairn
    if binary is None:
        subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "cairn-cli"], cwd=ROOT, check=True)
        metadata = subprocess.run(
            ["cargo", "metadata", "--no-deps", "--format-version", "1"],
            cwd=ROOT, check=True, capture_output=True, text=True,
        )
        binary = str(Path(json.loads(metadata.stdout)["target_directory"]) / "release" / "cairn")
    held = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, check in [("debian-small", debian), ("netbox-demo", netbox), ("otel-demo", reachable)]:
            folder = given.data / name
            if not folder.is_dir():
                sys.exit(f"{folder} is not there")
            cases = check(binary, folder, Path(scratch))
            print(f"{name}: {cases} cases hold")
            held += cases
    print(f"{held} cases hold")


if __name__ == "__main__":
    main()
