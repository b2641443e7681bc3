// The grid worker's page where there is no network: the page itself and what it last read. What she writes waits
// in the page's own database, not here. Scope: /app/grid. scripts/build.mjs fills in the two constants.
const kVersion = "unbuilt";
const kFiles = [];

const kShell = `grid-shell-${kVersion}`;
const kAnswers = "grid-answers";
const kPage = "/app/grid";
const kKept = [/^\/api\/v1\/(me|city)$/, /^\/api\/v1\/grid\//, /^\/api\/v1\/documents(\/\d+)?$/];
const kAnswersMax = 200;
const kPatienceMs = 5000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(kShell).then((cache) => cache.addAll([kPage, ...kFiles])));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("grid-shell-") && name !== kShell) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

// A line that is there but carries nothing is as good as none, once there is something to show instead.
function soon(request) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error("slow")), kPatienceMs);
    fetch(request)
      .then(done, fail)
      .finally(() => clearTimeout(timer));
  });
}

async function page(request) {
  try {
    const reply = await soon(request);
    if (reply.ok) return reply;
  } catch {
    // No network: the page as it was installed.
  }
  return (await caches.match(kPage, { cacheName: kShell })) ?? fetch(request);
}

async function file(request) {
  return (await caches.match(request, { cacheName: kShell })) ?? fetch(request);
}

async function keep(cache, request, reply) {
  await cache.put(request, reply);
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - kAnswersMax))) await cache.delete(old);
}

async function answer(request) {
  const cache = await caches.open(kAnswers);
  const known = await cache.match(request);
  try {
    const reply = await (known ? soon(request) : fetch(request));
    if (reply.ok) await keep(cache, request, reply.clone());
    // Nobody is signed in any more: what the last one read is not for the next.
    if (reply.status === 401) await caches.delete(kAnswers);
    return reply.status >= 502 && known ? known : reply;
  } catch {
    return known ?? Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (kFiles.includes(url.pathname)) event.respondWith(file(request));
  else if (kKept.some((each) => each.test(url.pathname))) event.respondWith(answer(request));
});
