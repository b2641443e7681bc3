/// What went wrong, as the server said it (`code` and `args`) or as the network did (`code: "offline"`).
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly args: Record<string, string>;
  readonly requestId: string;

  constructor(
    status: number,
    code: string,
    message: string,
    args: Record<string, string>,
    requestId: string,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.args = args;
    this.requestId = requestId;
  }

  get isOffline() {
    return this.status === 0;
  }
  /// The same request may succeed later: nothing about it was wrong.
  get mayRetry() {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/// Any body, a proxy's page of HTML too, becomes an ApiError.
export function errorOf(status: number, body: unknown): ApiError {
  if (isObject(body) && typeof body.code === "string") {
    const args = isObject(body.args)
      ? Object.fromEntries(Object.entries(body.args).map(([key, value]) => [key, String(value)]))
      : {};
    return new ApiError(
      status,
      body.code,
      String(body.message ?? body.code),
      args,
      String(body.request_id ?? ""),
    );
  }
  return new ApiError(status, `http_${status}`, `HTTP ${status}`, {}, "");
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(0, "offline", error instanceof Error ? error.message : String(error), {}, "");
}
