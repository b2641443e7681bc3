import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { useMe } from "@/api/session";
import { draftNames } from "@/ui/useDraft";
import { Desk } from "./Desk";

const newId = () => Date.now().toString(36) + Math.floor(Math.random() * 1296).toString(36);

const kLockMs = 600;

/// Whether another tab works on this draft: what is typed there appears here.
function useSharedDraft(id: string): boolean {
  const [shared, setShared] = useState(false);
  useEffect(() => {
    if (!navigator.locks) return;
    const stopped = new AbortController();
    let release: () => void = () => undefined;
    // Who has to wait for the lock shares the draft; whoever gets it, now or later, has it alone.
    const waiting = setTimeout(() => setShared(true), kLockMs);
    const hold = () => {
      clearTimeout(waiting);
      setShared(false);
      return new Promise<void>((done) => {
        release = done;
      });
    };
    navigator.locks.request(`liandong-desk-${id}`, { signal: stopped.signal }, hold).catch(() => undefined);
    return () => {
      clearTimeout(waiting);
      stopped.abort();
      release();
    };
  }, [id]);
  return shared;
}

/// A call is a draft with a name; the name stands in the address, so a reload finds it again.
export default function DeskPage() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const named = search.get("draft");
  const begin = `desk.${me.id}.`;
  const [fallback] = useState(() => draftNames(begin)[0]?.slice(begin.length) ?? newId());
  const id = named ?? fallback;
  const shared = useSharedDraft(id);
  useEffect(() => {
    if (!named) setSearch({ draft: fallback }, { replace: true });
  }, [named, fallback, setSearch]);
  return (
    <Desk key={id} id={id} name={begin + id} shared={shared} onNext={() => setSearch({ draft: newId() })} />
  );
}
