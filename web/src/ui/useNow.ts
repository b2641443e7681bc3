import { useSyncExternalStore } from "react";

// One ticker for the whole page, and none while nobody looks.
const kTickMs = 10_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, kTickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/// The present, to ten seconds.
export const useNow = () => useSyncExternalStore(subscribe, () => now);
