// Checks a proof of docs/rules/journal.md in the browser, with nothing but the city's public key: the heads'
// signatures (Ed25519), every event's bytes, its way to the signed root (RFC 9162), and that none is missing.

interface Head {
  city: string;
  tree_size: number;
  root: string;
  at: string;
  key_id: string;
  signature: string;
}
interface Leaf {
  city: string;
  case_id: number;
  seq: number;
  kind: string;
  at_ms: number;
  recorded_ms: number;
  actor: string;
  profile_version: string;
  payload: string;
}
export interface ProofFile {
  format: string;
  public_key: string;
  signed_tree_head: Head;
  events: { leaf: Leaf; log_index: number; leaf_hash: string; inclusion: string[] }[];
  pending_events?: number;
}

export type Fault =
  | { what: "format" | "otherKey" | "signature" | "noCrypto" }
  | { what: "altered" | "notInTree" | "outOfPlace"; seq: number };

export interface Checked {
  faults: Fault[];
  events: number;
  head: Head;
  pending: number;
}

const kLeafFields = [
  "city",
  "case_id",
  "seq",
  "kind",
  "at_ms",
  "recorded_ms",
  "actor",
  "profile_version",
  "payload",
] as const;

const utf8 = new TextEncoder();
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text: string) =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const unbase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function sha256(...parts: Uint8Array[]): Promise<Uint8Array> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

export function keyOf(pem: string): Uint8Array<ArrayBuffer> {
  const text = pem.replace(/-----[^-]+-----/g, "").replace(/\s/g, "");
  return unbase64(text) as Uint8Array<ArrayBuffer>;
}

export function leafBytes(leaf: Leaf): Uint8Array {
  const parts = kLeafFields.map((name) => {
    const value = String(leaf[name]);
    return `${utf8.encode(value).length}:${value}\n`;
  });
  return utf8.encode(`liandong-leaf-v1\n${parts.join("")}`);
}

/// RFC 9162 §2.1.3.2. Indices stay below 2^53, so plain numbers hold them; they may not be shifted as 32 bits.
export async function isIncluded(
  index: number,
  size: number,
  leafHash: Uint8Array,
  path: Uint8Array[],
  root: Uint8Array,
): Promise<boolean> {
  if (index < 0 || index >= size) return false;
  let at = index;
  let last = size - 1;
  let hash = leafHash;
  const half = (value: number) => Math.floor(value / 2);
  for (const other of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = await sha256(Uint8Array.of(1), other, hash);
      while (at !== 0 && at % 2 === 0) {
        at = half(at);
        last = half(last);
      }
    } else {
      hash = await sha256(Uint8Array.of(1), hash, other);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && hex(hash) === hex(root);
}

async function isSigned(head: Head, spki: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const text = `liandong-journal/${head.city}\n${head.tree_size}\n${base64(bytesOf(head.root))}\n${head.at}\n`;
  const key = await crypto.subtle.importKey("spki", spki, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, key, unbase64(head.signature), utf8.encode(text));
}

/// Whatever is not as it should be, each fault by its place. No faults: proved.
export async function checkProof(proof: ProofFile, publicKeyPem: string): Promise<Checked> {
  const head = proof.signed_tree_head;
  const faults: Fault[] = [];
  const done = () => ({ faults, events: proof.events.length, head, pending: proof.pending_events ?? 0 });
  if (proof.format !== "liandong-proof-v1") faults.push({ what: "format" });
  if (!globalThis.crypto?.subtle) {
    faults.push({ what: "noCrypto" });
    return done();
  }
  const key = keyOf(publicKeyPem);
  if (hex(keyOf(proof.public_key)) !== hex(key)) faults.push({ what: "otherKey" });
  try {
    if (!(await isSigned(head, key))) faults.push({ what: "signature" });
  } catch {
    faults.push({ what: "noCrypto" }); // a browser without Ed25519
  }
  let before = -1;
  for (const [place, event] of proof.events.entries()) {
    const { seq } = event.leaf;
    const hash = await sha256(Uint8Array.of(0), leafBytes(event.leaf));
    if (hex(hash) !== event.leaf_hash) faults.push({ what: "altered", seq });
    const path = event.inclusion.map(bytesOf);
    if (!(await isIncluded(event.log_index, head.tree_size, hash, path, bytesOf(head.root)))) {
      faults.push({ what: "notInTree", seq });
    }
    if (seq !== place + 1 || event.log_index <= before || event.leaf.city !== head.city) {
      faults.push({ what: "outOfPlace", seq });
    }
    before = event.log_index;
  }
  return done();
}
