import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { Schema } from "@/api/client";
import { keys } from "@/api/queries";

export type LiveState = "connecting" | "open" | "lost";

const kRetryMs = 2000;
const kRetryMsMax = 15_000;
/// A burst of events becomes one look at the lists.
const kSettleMs = 250;

/// Collects what events say has changed and tells the cache, at most once every kSettleMs.
export class ChangeCollector {
  private cases = new Set<string>();
  private everything = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (cases: Set<string>, everything: boolean) => void) {}

  changed(id: string) {
    this.cases.add(id);
    this.schedule();
  }
  refetch() {
    this.everything = true;
    this.schedule();
  }
  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
  private schedule() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const { cases, everything } = this;
      this.cases = new Set();
      this.everything = false;
      this.tell(cases, everything);
    }, kSettleMs);
  }
}

function tellCache(cache: QueryClient, cases: Set<string>, everything: boolean) {
  if (everything) {
    void cache.invalidateQueries({ queryKey: ["live"] });
    return;
  }
  void cache.invalidateQueries({ queryKey: keys.lists });
  for (const id of cases) void cache.invalidateQueries({ queryKey: keys.caseAll(id) });
}

type Hearer = Pick<ChangeCollector, "changed" | "refetch">;

/// A stream that comes back by itself and carries on behind the last event it saw.
class Stream {
  private source: EventSource | undefined;
  private lastId = "";
  private retryMs = kRetryMs;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wasLost = false;

  constructor(
    private readonly collector: Hearer,
    private readonly setState: (state: LiveState) => void,
  ) {}

  open() {
    const query = this.lastId ? `?last_event_id=${encodeURIComponent(this.lastId)}` : "";
    const source = new EventSource(`/api/v1/live${query}`);
    this.source = source;
    source.onopen = () => {
      this.retryMs = kRetryMs;
      this.setState("open");
      // Without an id there is nothing to carry on from: what is shown may be old.
      if (this.wasLost && !this.lastId) this.collector.refetch();
      this.wasLost = false;
    };
    source.onerror = () => {
      source.close();
      this.wasLost = true;
      this.setState("lost");
      this.timer = setTimeout(() => this.open(), this.retryMs);
      this.retryMs = Math.min(this.retryMs * 1.5, kRetryMsMax);
    };
    const hear = (event: MessageEvent<string>) => {
      this.lastId = event.lastEventId || this.lastId;
      try {
        const said = JSON.parse(event.data) as Schema["LiveEvent"];
        this.collector.changed(said.case_id);
      } catch {
        this.collector.refetch(); // a newer server says something we cannot read: look at everything
      }
    };
    source.addEventListener("case", hear);
    source.addEventListener("record", hear);
    source.addEventListener("refetch", () => this.collector.refetch());
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
  }
}

/// Browsers allow six connections to a host, so of all tabs only one listens and tells the others.
/// Where there are no locks (plain HTTP in a local network) every tab listens for itself.
function shareStream(collector: ChangeCollector, setState: (state: LiveState) => void): () => void {
  const start = (own: Hearer, say: (state: LiveState) => void) => {
    const stream = new Stream(own, say);
    stream.open();
    return () => stream.close();
  };
  if (!navigator.locks || typeof BroadcastChannel === "undefined") return start(collector, setState);

  type Said = { changed?: string; refetch?: true; state?: LiveState; ask?: true };
  const channel = new BroadcastChannel("liandong-live");
  let current: LiveState = "connecting";
  let leads = false;
  const hear = (said: Said) => {
    if (said.changed) collector.changed(said.changed);
    if (said.refetch) collector.refetch();
    if (said.state) setState(said.state);
  };
  const toAll = (said: Said) => {
    channel.postMessage(said);
    hear(said);
  };
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.ask && leads) channel.postMessage({ state: current } satisfies Said);
    hear(data);
  };
  channel.postMessage({ ask: true } satisfies Said);

  const stopped = new AbortController();
  let release: () => void = () => undefined;
  const lead = async () => {
    leads = true;
    const relay = {
      changed: (id: string) => toAll({ changed: id }),
      refetch: () => toAll({ refetch: true }),
    };
    const close = start(relay, (state) => {
      current = state;
      toAll({ state });
    });
    await new Promise<void>((done) => {
      release = done;
    });
    close();
  };
  navigator.locks.request("liandong-live", { signal: stopped.signal }, lead).catch(() => undefined);
  return () => {
    stopped.abort();
    release();
    channel.close();
  };
}

const LiveContext = createContext<LiveState>("connecting");
export const useLiveState = () => useContext(LiveContext);

/// Whatever happens to a case reaches every page by way of the cache.
export function LiveProvider({ children, who }: { children: ReactNode; who: string }) {
  const cache = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person, another stream
  useEffect(() => {
    const collector = new ChangeCollector((cases, everything) => tellCache(cache, cases, everything));
    const close = shareStream(collector, setState);
    return () => {
      close();
      collector.stop();
    };
  }, [cache, who]);
  return <LiveContext.Provider value={state}>{children}</LiveContext.Provider>;
}
