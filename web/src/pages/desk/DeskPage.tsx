import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { useMe } from "@/api/session";
import { draftNames } from "@/ui/useDraft";
import { Desk } from "./Desk";

const newId = () => Date.now().toString(36) + Math.floor(Math.random() * 1296).toString(36);

/// Whether another tab works on this draft: what is typed there appears here.
function useSharedDraft(id: string): boolean {
  const [shared, setShared] = useState(false);
  useEffect(() => {
    if (!navigator.locks) return;
    let release: () => void = () => undefined;
    let gone = false;
    void navigator.locks.request(`liandong-desk-${id}`, { ifAvailable: true }, (lock) => {
      if (gone) return undefined;
      setShared(lock === null);
      if (lock === null) return undefined;
      return new Promise<void>((done) => {
        release = done;
      });
    });
    return () => {
      gone = true;
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
