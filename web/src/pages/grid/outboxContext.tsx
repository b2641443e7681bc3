import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useMe } from "@/api/session";
import { useLiveState } from "@/live/live";
import { type Entry, handIn, isOld, takeBack, waitingOf } from "./outbox";
import { sendEntry } from "./send";
import { dropEntry, moveEntry, type Photo, readEntries, readPhotos, writeEntry, writeTrimmed } from "./store";

const kTryAgainMs = 15_000;
const kLock = "liandong-grid-outbox";
const kChannel = "liandong-grid-outbox";

interface Outbox {
  /// Of the person who is signed in, newest first; undefined until the database was read.
  entries: Entry[] | undefined;
  /// What others left on this phone and have to sign in for.
  others: number;
  sending: string;
  isOnline: boolean;
  save: (entry: Entry, added?: Photo[]) => Promise<void>;
  /// Drops the photos that the entry names no more.
  trim: (entry: Entry) => Promise<void>;
  send: (entry: Entry) => Promise<void>;
  edit: (entry: Entry) => Promise<Entry>;
  drop: (entry: Entry) => Promise<void>;
  tryNow: () => void;
}

const OutboxContext = createContext<Outbox | null>(null);

export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (!outbox) throw new Error("useOutbox outside of OutboxProvider");
  return outbox;
}

/// Only one tab sends at a time; where there are no locks the keys keep things single.
async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request(kLock, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  return isOnline;
}

/// What waits on this phone, and the only one who sends it: when it is handed in, when the network is back, when
/// the page is looked at again, and now and then as long as something waits.
export function OutboxProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  const live = useLiveState();
  const isOnline = useOnline();
  const [all, setAll] = useState<Entry[] | undefined>(undefined);
  const [sending, setSending] = useState("");
  const channel = useRef<BroadcastChannel | undefined>(undefined);

  const read = useCallback(async () => {
    const found = await readEntries();
    for (const old of found.filter((entry) => isOld(entry, Date.now()))) await dropEntry(old.id);
    setAll(found.filter((entry) => !isOld(entry, Date.now())));
  }, []);
  const changed = useCallback(async () => {
    channel.current?.postMessage("changed");
    await read();
  }, [read]);

  const tryNow = useCallback(() => {
    const work = async () => {
      for (;;) {
        const next = waitingOf((await readEntries()).filter((entry) => entry.who === me.id))[0];
        if (!next) return;
        setSending(next.id);
        const { entry } = await sendEntry(next);
        await changed();
        // Who could not go now keeps their place in the line: the others behind would meet the same.
        if (entry.state === "waiting") return;
      }
    };
    void alone(work)
      .catch(() => undefined)
      .finally(() => setSending(""));
  }, [me.id, changed]);

  useEffect(() => {
    void read();
    if (typeof BroadcastChannel === "undefined") return;
    const other = new BroadcastChannel(kChannel);
    other.onmessage = () => void read();
    channel.current = other;
    return () => other.close();
  }, [read]);

  const entries = useMemo(
    () => all?.filter((entry) => entry.who === me.id).sort((a, b) => b.changedAt - a.changedAt),
    [all, me.id],
  );
  const isWaiting = (entries ?? []).some((entry) => entry.state === "waiting");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a stream that is open again is a network that is back
  useEffect(() => {
    if (!isWaiting) return;
    tryNow();
    const timer = setInterval(tryNow, kTryAgainMs);
    const look = () => document.visibilityState === "visible" && tryNow();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [isWaiting, tryNow, isOnline, live]);

  const outbox = useMemo<Outbox>(
    () => ({
      entries,
      others: new Set(
        (all ?? []).filter((entry) => entry.who !== me.id && entry.state === "waiting").map(({ id }) => id),
      ).size,
      sending,
      isOnline,
      save: async (entry, added) => {
        await writeEntry({ ...entry, changedAt: Date.now() }, added);
        await changed();
      },
      trim: async (entry) => {
        await writeTrimmed({ ...entry, changedAt: Date.now() });
        await changed();
      },
      send: async (entry) => {
        await writeEntry(handIn(entry, Date.now()));
        await changed();
        tryNow();
      },
      edit: async (entry) => {
        const again = takeBack(entry, Date.now());
        await moveEntry(entry.id, again, await readPhotos(entry));
        await changed();
        return again;
      },
      drop: async (entry) => {
        await dropEntry(entry.id);
        await changed();
      },
      tryNow,
    }),
    [all, entries, sending, isOnline, me.id, changed, tryNow],
  );
  return <OutboxContext.Provider value={outbox}>{children}</OutboxContext.Provider>;
}
