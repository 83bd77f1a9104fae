// Says so where the browser does not trust the certificate: it then keeps no worker, and so nothing works offline.

/** Shows every line that is meant for a browser that does not trust this address. */
export function sayUntrusted() {
  for (const line of document.querySelectorAll("[data-untrusted]")) line.hidden = false;
}

/**
 * @param {unknown} error what registering the worker failed with
 * @returns {boolean} whether it was the certificate, and not a program that is busy or gone
 */
export function isUntrusted(error) {
  return location.protocol === "https:" && error instanceof DOMException && error.name === "SecurityError";
}
