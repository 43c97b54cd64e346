"""Which proxy the environment names for an address. Never one for this machine itself: the demo must work behind any."""

import os


def find_proxy(scheme: str, host: str) -> str | None:
    """The proxy of `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` for a host, as an address."""
    if is_loopback(host) or not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    from urllib.request import getproxies_environment, proxy_bypass  # 20 ms that only those with a proxy pay

    proxies = getproxies_environment()
    address = proxies.get(scheme) or proxies.get("all")
    if not address or proxy_bypass(host):
        return None
    return address if "://" in address else f"http://{address}"


def is_loopback(host: str) -> bool:
    """Whether `host` names this machine itself."""
    host = host.rstrip(".")
    return host in ("localhost", "::1") or host.endswith(".localhost") or host.startswith("127.")
