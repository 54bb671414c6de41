#!/usr/bin/env python3
"""Verifies a log that `cairn log export` wrote, with the standard library alone: tests/verify_log.py FILE [HASH].

Each record has the next number, the hash of its header, that of the record before it, and that of its edits, in which a
salted digest stands for each value that may be purged. With HASH, the last record has to have it. Exit code 1: not whole.
"""
import hashlib, json, sys

def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def canonical(value): return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()  # the log is in order

def hash_form(edit, index, chunk):
    for side in ("after", "before") if edit["noun"] == "item" else ():
        item = edit[side] or {}
        paths = [(item["attributes"], key, "/attributes/" + key.replace("~", "~0").replace("/", "~1")) for key in item.get("attributes", {})]
        for place, key, path in paths + ([(item, "name", "/name")] if item else []):
            salt = bytes.fromhex(chunk["values"].pop(0)) if "values" in chunk else \
                sha(bytes.fromhex(chunk["salt"]), index.to_bytes(4, "big"), f"/{side}{path}".encode())[:16]
            if len(salt) not in (16, 32): raise ValueError("a salt of another length")
            if len(salt) == 32 and place[key] not in (None, ""): raise ValueError("a value where a purged one was")
            place[key] = salt.hex() if len(salt) == 32 else sha(salt, canonical(place[key])).hex()  # 32: purged, its digest
    return canonical(edit) + b"\n"

def verify(lines):
    last, digest, count = {"seq": 0, "hash": "", "operations": 0, "operations_hash": sha().hex()}, hashlib.sha256(), 0
    for line in [*lines, '{"commit":null}\n']:
        if canonical(one := json.loads(line)) + b"\n" != line.encode(): raise ValueError("a line that is not in canonical form")
        if "commit" in one:
            if (count, digest.hexdigest()) != (last["operations"], last["operations_hash"]): raise ValueError(f"record no. {last['seq']}: other edits")
            if (header := one["commit"]) is None and last["seq"]: return last
            before, last, digest, count = last, header, hashlib.sha256(), 0
            if (header["seq"], header["parent"]) != (before["seq"] + 1, before["hash"]): raise ValueError(f"record no. {header['seq']}: not the next")
            if sha(canonical({k: v for k, v in header.items() if k != "hash"})).hex() != header["hash"]: raise ValueError(f"record no. {header['seq']}: another hash")
        elif "chunk" in one: chunk, index = one["chunk"], 0
        else: digest.update(hash_form(one, index, chunk)); index += 1; count += 1

try:
    newest = verify(open(sys.argv[1], encoding="utf-8", newline="\n"))
    if sys.argv[2:] not in ([], [newest["hash"]]): raise ValueError(f"the last record has not the hash {sys.argv[2]}")
    print(f"Whole: {newest['seq']} records, the newest with hash {newest['hash']}")
except (ValueError, KeyError, IndexError, TypeError, UnboundLocalError) as error: sys.exit(f"Not whole: {error}")
