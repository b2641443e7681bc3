import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { client, kSessionEnded, ok, type Schema, setCsrfToken } from "./client";
import { ApiError } from "./errors";
import { keys } from "./queries";

export type Me = Schema["Me"];

interface Session {
  me: Me | null;
  /// Nobody is known yet: the first answer is under way.
  isLoading: boolean;
  error: Error | null;
  /// The session ended while somebody worked: the page stays, a sign-in lies over it.
  hasEnded: boolean;
  may: (...permissions: string[]) => boolean;
  signIn: (body: Schema["SignIn"]) => Promise<void>;
  signOut: () => Promise<void>;
  retry: () => void;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession outside of SessionProvider");
  return session;
}

/// Who is signed in, for those pages that are only shown when somebody is.
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error("useMe before anybody signed in");
  return me;
}

async function readMe(): Promise<Me | null> {
  try {
    const me = await ok(client.GET("/api/v1/me"));
    setCsrfToken(me.csrf_token);
    return me;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/// What a phone keeps for hours without a network is not for the next person on it.
const forgetAnswers = () => void globalThis.caches?.delete("grid-answers").catch(() => undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const { data, isLoading, error, refetch } = useQuery({
    queryKey: keys.me,
    queryFn: readMe,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, fault) => fault instanceof ApiError && fault.mayRetry && count < 20,
    retryDelay: 1500,
  });
  const [hasEnded, setHasEnded] = useState(false);
  const me = data ?? null;

  useEffect(() => {
    const end = () => setHasEnded(cache.getQueryData(keys.me) != null);
    window.addEventListener(kSessionEnded, end);
    return () => window.removeEventListener(kSessionEnded, end);
  }, [cache]);

  const session = useMemo<Session>(() => {
    const held = new Set([...(me?.city_permissions ?? []), ...(me?.unit_permissions ?? [])]);
    return {
      me,
      isLoading,
      error,
      hasEnded,
      may: (...permissions) => held.has("*") || permissions.some((permission) => held.has(permission)),
      signIn: async (body) => {
        const next = await ok(client.POST("/api/v1/session", { body }));
        setCsrfToken(next.csrf_token);
        // Another person on the same machine may not see what was fetched for the one before.
        if (me && next.id !== me.id) {
          cache.clear();
          forgetAnswers();
        }
        cache.setQueryData(keys.me, next);
        setHasEnded(false);
        await cache.invalidateQueries({ queryKey: ["live"] });
      },
      signOut: async () => {
        await ok(client.DELETE("/api/v1/session"));
        setCsrfToken(undefined);
        cache.clear();
        forgetAnswers();
        cache.setQueryData(keys.me, null);
      },
      retry: () => void refetch(),
    };
  }, [me, isLoading, error, hasEnded, cache, refetch]);

  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}
