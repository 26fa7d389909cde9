"""Signs in, refreshes and reads the profile with Python's standard library, as somebody writes it who knows nothing of a local Spotify."""
import base64
import http.client
import json
import os
import socket
import ssl
import sys
import urllib.parse
import urllib.request

client_id, client_secret, redirect_uri = sys.argv[1:4]
context = ssl.create_default_context(cafile=os.environ["CA_FILE"])
proxy = {"https": os.environ["PROXY_URL"]} if "PROXY_URL" in os.environ else {}


class Mapped(http.client.HTTPSConnection):
    """A connection that goes to another address than the host's, as /etc/hosts would have it, and asks for the host's certificate."""

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"])), self.timeout)
        self.sock = context.wrap_socket(plain, server_hostname=self.host)


class MappedHandler(urllib.request.HTTPSHandler):
    def https_open(self, request):
        return self.do_open(Mapped, request)


class StopAtTheApp(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, request, fp, code, message, headers, url):
        if url.startswith(redirect_uri):
            raise Arrived(url)
        return super().redirect_request(request, fp, code, message, headers, url)


class Arrived(Exception):
    pass


https = MappedHandler() if "TLS_PORT" in os.environ else urllib.request.HTTPSHandler(context=context)
opener = urllib.request.build_opener(urllib.request.ProxyHandler(proxy), https, StopAtTheApp())


def token(**form):
    basic = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
    request = urllib.request.Request(
        "https://accounts.spotify.com/api/token",
        data=urllib.parse.urlencode(form).encode(),
        headers={"Authorization": f"Basic {basic}"},
    )
    return json.load(opener.open(request, timeout=10))


def me(access_token):
    request = urllib.request.Request("https://api.spotify.com/v1/me", headers={"Authorization": f"Bearer {access_token}"})
    return json.load(opener.open(request, timeout=10))


query = urllib.parse.urlencode({"client_id": client_id, "response_type": "code", "redirect_uri": redirect_uri, "state": "s"})
try:
    opener.open(f"https://accounts.spotify.com/authorize?{query}", timeout=10)
    sys.exit("Nobody was sent back to the app.")
except Arrived as arrived:
    code = urllib.parse.parse_qs(urllib.parse.urlparse(str(arrived)).query)["code"][0]
first = token(grant_type="authorization_code", code=code, redirect_uri=redirect_uri)
second = token(grant_type="refresh_token", refresh_token=first["refresh_token"])
profile = me(second["access_token"])
print(json.dumps({"id": profile["id"], "href": profile["href"]}))
