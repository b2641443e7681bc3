#!/usr/bin/env python3
"""Checks a proof that was downloaded from a Liandong server, with the city's public key alone.

    check_proof.py --public-key city.pem [--kept-head head.json] proof.json

Exit 0: everything in the file is proved; 1: something is not, each place named; 2: it could not be read.
Needs only Python 3.8. Formats: docs/rules/journal.md; Ed25519: RFC 8032 §6; the tree: RFC 9162 §2.1.
"""
import argparse, base64, hashlib, json, pathlib, sys

FIELDS = (("city", str), ("case_id", int), ("seq", int), ("kind", str), ("at_ms", int), ("recorded_ms", int),
          ("actor", str), ("profile_version", str), ("payload", str))
HEAD = (("city", str), ("tree_size", int), ("root", str), ("at", str), ("key_id", str), ("signature", str))
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def add(p, q):  # points as X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, p):
    total = (0, 1, 1, 0)
    while n:
        total, p, n = add(total, p) if n & 1 else total, add(p, p), n >> 1
    return total

def point(data):
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def signature_holds(key, message, signature):
    a, r = point(key), point(signature[:32]) if len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, a))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def path_holds(index, size, path, first, second, first_root, second_root):
    """RFC 9162 §2.1.3.2 and §2.1.4.2 in one: an inclusion proof begins at the leaf and has no first root."""
    last = size - 1
    while first_root is not None and index & 1:
        index, last = index >> 1, last >> 1
    for other in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            first, second = sha256(b"\1", other, first), sha256(b"\1", other, second)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            second = sha256(b"\1", second, other)
        index, last = index >> 1, last >> 1
    return last == 0 and second == second_root and first_root in (None, first)

def consistent(first, second, path):
    m, n, old, new = first["tree_size"], second["tree_size"], *(bytes.fromhex(h["root"]) for h in (first, second))
    if m == n or m == 0:
        return not path and old == (new if m == n else sha256())
    start = old if not m & (m - 1) else path.pop(0) if path else b""  # a complete tree is its own beginning
    return 0 < m < n and path_holds(m - 1, n, path, start, start, old, new)

def leaf_bytes(leaf):
    parts = [str(leaf[name]).encode() for name, _ in FIELDS]
    return b"liandong-leaf-v1\n" + b"".join(b"%d:%s\n" % (len(part), part) for part in parts)

def checked(record, shape):
    for name, kind in shape:
        if type(record[name]) is not kind:
            raise ValueError(f"{name} is not {'a whole number' if kind is int else 'a text'}")
    return record

def check(proof, key, kept):
    faults, key_id = [], sha256(key).hex()[:16]
    head, link = checked(proof["signed_tree_head"], HEAD), proof.get("consistency")
    if proof["format"] != "liandong-proof-v1":
        raise ValueError("not a liandong-proof-v1")
    if public_key(proof["public_key"]) != key:
        faults.append("public key: the file brings another key than yours")
    for name, each in [("tree head", head)] + [(f"{end} head", link[end]) for end in ("first", "second") if link]:
        root = base64.b64encode(bytes.fromhex(checked(each, HEAD)["root"])).decode()
        text = f"liandong-journal/{each['city']}\n{each['tree_size']}\n{root}\n{each['at']}\n"
        if each["key_id"] != key_id:
            faults.append(f"{name}: signed with key {each['key_id']!a}, yours is {key_id}")
        elif not signature_holds(key, text.encode(), base64.b64decode(each["signature"], validate=True)):
            faults.append(f"{name}: the signature does not hold")
    expected, before, size = {}, {}, head["tree_size"]
    for event in proof["events"]:
        leaf, index = checked(event["leaf"], FIELDS), checked(event, [("log_index", int)])["log_index"]
        case, seq, path = leaf["case_id"], leaf["seq"], [bytes.fromhex(h) for h in event["inclusion"]]
        name = f"event {seq} of case {case} (log index {index})"
        digest = sha256(b"\0", leaf_bytes(leaf))
        if digest.hex() != event["leaf_hash"]:
            faults.append(f"{name}: altered, its bytes do not have the recorded hash")
        if not (0 <= index < size and path_holds(index, size, path, digest, digest, None, bytes.fromhex(head["root"]))):
            faults.append(f"{name}: not in the tree at this place")
        if seq != expected.get(case, 1) or index <= before.get(case, -1) or leaf["city"] != head["city"]:
            faults.append(f"{name}: out of place, event {expected.get(case, 1)} of {head['city']!a} should stand here")
        expected[case], before[case] = seq + 1, index
    if link and not (head in (link["first"], link["second"]) and link["first"]["city"] == link["second"]["city"]
                     and consistent(link["first"], link["second"], [bytes.fromhex(h) for h in link["path"]])):
        faults.append("consistency: the second head does not carry on from the first, or neither is the proof's head")
    if kept and not (kept == head or (link and kept == link["first"])):
        faults.append("kept head: the file does not carry on from it")
    return faults, head, key_id

def public_key(pem):
    data = base64.b64decode("".join(line for line in pem.split("\n") if not line.startswith("-----")), validate=True)
    if len(data) != 44 or data[:12].hex() != "302a300506032b6570032100":  # DER: "an Ed25519 key of 32 bytes follows"
        raise ValueError("not one Ed25519 public key")
    return data[12:]

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public-key", required=True, metavar="FILE", help="the city's key, from a place you trust")
    parser.add_argument("--kept-head", metavar="FILE", help="a tree head that you kept earlier")
    parser.add_argument("proof", metavar="PROOF")
    options = parser.parse_args()
    try:
        key = public_key(pathlib.Path(options.public_key).read_text("utf-8"))
        proof, kept = (json.loads(pathlib.Path(file).read_text("utf-8")) if file else None
                       for file in (options.proof, options.kept_head))
        faults, head, key_id = check(proof, key, kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
        print(f"cannot be read: {trouble!a}")
        return 2
    print(*[f"NOT PROVED: {fault}" for fault in faults] or [
        f"proved: {len(proof['events'])} events, in the journal of {head['city']!a} with {head['tree_size']} events "
        f"as of {head['at']!a}, signed with key {key_id}"], sep="\n")
    return 1 if faults else 0

if __name__ == "__main__":
    sys.exit(main())
