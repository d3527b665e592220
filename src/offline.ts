/** Makes the page open without a network after the first visit; only where a host serves it, not from disk or a dev server. */
const servedByHost = import.meta.env.PROD && import.meta.env.MODE !== 'standalone' && location.protocol.startsWith('http')

// a browser that refuses (private window, policy, plain http) loses only the offline copy
if (servedByHost && 'serviceWorker' in navigator) navigator.serviceWorker.register('./sw.js').catch(() => undefined)
