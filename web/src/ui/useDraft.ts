import { useCallback, useEffect, useRef, useState } from "react";

// What somebody types is kept in this browser until it is sent or thrown away: a reload, a crash or an
// ended session loses nothing. It is cleared on sign-out, and after a day.

const kPrefix = "liandong.draft.";
const kKeepMs = 24 * 3_600_000;

interface Kept<T> {
  savedAt: number;
  value: T;
}

export function readDraft<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(kPrefix + name);
    if (!text) return undefined;
    const kept = JSON.parse(text) as Kept<T>;
    if (Date.now() - kept.savedAt > kKeepMs) {
      localStorage.removeItem(kPrefix + name);
      return undefined;
    }
    return kept.value;
  } catch {
    return undefined;
  }
}

export function writeDraft<T>(name: string, value: T) {
  try {
    localStorage.setItem(kPrefix + name, JSON.stringify({ savedAt: Date.now(), value } satisfies Kept<T>));
  } catch {
    // A full or forbidden storage: the page still holds it.
  }
}

export const dropDraft = (name: string) => localStorage.removeItem(kPrefix + name);

/// All drafts whose name begins so, newest first.
export function draftNames(begin: string): string[] {
  const found: { name: string; savedAt: number }[] = [];
  for (let at = 0; at < localStorage.length; at += 1) {
    const key = localStorage.key(at);
    if (!key?.startsWith(kPrefix + begin)) continue;
    const name = key.slice(kPrefix.length);
    if (readDraft(name) === undefined) continue;
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Kept<unknown>;
    found.push({ name, savedAt: kept.savedAt });
  }
  return found.sort((a, b) => b.savedAt - a.savedAt).map((each) => each.name);
}

export function dropAllDrafts() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(kPrefix)) localStorage.removeItem(key);
}

/// State that survives a reload and follows the same draft in another tab.
export function useDraft<T>(name: string, initial: T) {
  const [value, setValue] = useState<T>(() => readDraft<T>(name) ?? initial);
  const first = useRef(initial);
  const nameBefore = useRef(name);

  if (nameBefore.current !== name) {
    nameBefore.current = name;
    setValue(readDraft<T>(name) ?? first.current);
  }

  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key !== kPrefix + name) return;
      setValue(readDraft<T>(name) ?? first.current);
    };
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, [name]);

  const change = useCallback(
    (next: T | ((before: T) => T)) =>
      setValue((before) => {
        const changed = typeof next === "function" ? (next as (before: T) => T)(before) : next;
        writeDraft(name, changed);
        return changed;
      }),
    [name],
  );
  const clear = useCallback(() => {
    dropDraft(name);
    setValue(first.current);
  }, [name]);
  return [value, change, clear] as const;
}
