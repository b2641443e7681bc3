"""A real SMTP server for smtp_sender_test: /usr/bin/python3 smtp_test_server.py DIRECTORY [--tls CERT KEY] [--auth].

Binds 127.0.0.1 on a free port below 32768, prints "listening PORT", and keeps every message it accepts as
DIRECTORY/<n>/{raw,from,to,subject,body,headers}, decoded by Python's own mail parser. The recipient's local part says
how it behaves: refused (550 to RCPT), later (451 to RCPT), closing (421), spam (554 behind DATA), full (452 behind
DATA), hang (no answer to DATA), rude (550, then no answer to QUIT).
"""
import asyncio
import email
import email.policy
import logging
import os
import random
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

RCPT = {"refused": "550 5.1.1 no such mailbox", "later": "451 4.7.1 greylisted", "closing": "421 4.3.2 going down",
        "rude": "550 5.1.1 no such mailbox"}
DATA = {"spam": "554 5.7.1 looks like spam", "full": "452 4.2.2 mailbox full"}


class Handler:
    def __init__(self, directory):
        self.directory = directory
        self.count = 0
        self.rude = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        self.rude = self.rude or local == "rude"
        if local in RCPT:
            return RCPT[local]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):
        if self.rude:
            await asyncio.Event().wait()
        return "221 Bye"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "hang":
            await asyncio.Event().wait()
        if local in DATA:
            return DATA[local]
        self.store(envelope)
        return "250 Message accepted"

    def store(self, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.count += 1
        folder = os.path.join(self.directory, str(self.count))
        os.mkdir(folder)
        parts = {
            "raw": envelope.content,
            "from": envelope.mail_from.encode(),
            "to": ",".join(envelope.rcpt_tos).encode(),
            "subject": str(message["Subject"]).encode(),
            "body": message.get_content().encode(),
            "headers": "".join(f"{name}: {value}\n" for name, value in message.items()).encode(),
        }
        for name, content in parts.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)


def authenticator(server, session, envelope, mechanism, data):
    good = data.login == b"liandong" and data.password == b"open sesame"
    return AuthResult(success=good, handled=False)  # the server itself answers 235 or 535


async def main():
    arguments = sys.argv[1:]
    sys.stderr = open(os.path.join(arguments[0], "server.log"), "a", encoding="utf-8")
    logging.basicConfig(stream=sys.stderr)
    handler = Handler(arguments[0])
    options = {}
    if "--tls" in arguments:
        at = arguments.index("--tls")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments[at + 1], arguments[at + 2])
        options.update(tls_context=context, require_starttls=True)
    if "--auth" in arguments:
        options.update(authenticator=authenticator, auth_required=True, auth_require_tls="--tls" in arguments)
    loop = asyncio.get_running_loop()
    while True:
        port = random.randrange(20000, 32000)
        try:
            await loop.create_server(lambda: SMTP(handler, **options), "127.0.0.1", port)
            break
        except OSError:
            continue
    print(f"listening {port}", flush=True)
    # Ends with the test that holds our standard input, even if that test is killed.
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
