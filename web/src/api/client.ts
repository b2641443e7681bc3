import createClient, { type Middleware } from "openapi-fetch";
import { asApiError, errorOf } from "./errors";
import type { components, paths } from "./schema";

export type Schema = components["schemas"];
export const kSessionEnded = "liandong:session-ended";

let csrfToken = "";

/// Taken from the sign-in or from /me; sent with everything but GET.
export function setCsrfToken(token: string | undefined) {
  csrfToken = token ?? "";
}

const session: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET" && csrfToken) request.headers.set("X-CSRF-Token", csrfToken);
    return request;
  },
  onResponse({ request, response }) {
    const isSignIn = request.method === "POST" && new URL(request.url).pathname === "/api/v1/session";
    // "csrf": somebody signed in anew in another tab, so the token of this one is an old one.
    if (response.status === 401 && !isSignIn) window.dispatchEvent(new Event(kSessionEnded));
    return undefined;
  },
};

const base = typeof window === "undefined" ? "http://localhost" : window.location.origin;
export const client = createClient<paths>({ baseUrl: base, credentials: "same-origin" });
client.use(session);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/// The body of a good reply; anything else throws an ApiError.
export async function ok<T>(asked: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await asked;
  } catch (error) {
    throw asApiError(error);
  }
  if (!answer.response.ok) throw errorOf(answer.response.status, answer.error);
  return answer.data as T;
}

/// One key for one intention: the same click sent twice makes one thing.
export const idempotencyKey = () =>
  globalThis.crypto?.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
