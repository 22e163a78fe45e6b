/**
 * The kill switch: the worker of a build made with GRACEFUL_OFFLINE=off. A browser that has an earlier worker fetches this one
 * in its place; it removes the kept pages and itself, and from then on the network answers.
 */
export {};

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => {
  event.waitUntil(self.skipWaiting());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const { scope } = self.registration;
      // Serwist ends a cache's name with the scope; other courses on this host keep theirs.
      for (const name of await caches.keys()) if (name.endsWith(scope)) await caches.delete(name);
      await self.registration.unregister();
    })(),
  );
});
