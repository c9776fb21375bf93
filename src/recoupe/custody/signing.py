"""A signature of the manifest with an Ed25519 key, in OpenSSH's format, so that others can check it without
us.

    ssh-keygen -Y verify -f allowed_signers -I desk -n recoupe -s manifest.json.sig < manifest.json

The manifest has the hash of every file, so that one signature covers the folder. It says whose key stood by
this folder; when that was it does not say. Needs the extra `sign`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from recoupe.custody import manifest
from recoupe.errors import InputError, MissingError, OptionError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAMESPACE = b"recoupe"
_MAGIC, _KIND, _HASH = b"SSHSIG", b"ssh-ed25519", b"sha512"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_LIMIT = 100_000  # bytes of a key file or a signature
_PUBLIC = re.compile(r"ssh-ed25519 ([A-Za-z0-9+/]{60,80}={0,2})")


def sign(out: Path, key: Path, ask: Callable[[], str]) -> str:
    """Write the signature of a folder's manifest and give the key's fingerprint; `ask` gives a passphrase.

    InputError where the folder has no manifest or is not what its manifest says.
    """
    held = manifest.read(out)
    if held is None:
        raise InputError(f"{out}: no {manifest.NAME} here; write one with: recoupe build PATH -o {out}")
    if broken := next(manifest.faults(held, out), None):
        raise InputError(f"{broken}; build the dossier again before you sign it")
    private = _private(key, ask)
    public = private.public_key().public_bytes_raw()
    signed = private.sign(_signed((out / manifest.NAME).read_bytes()))
    blob = _MAGIC + (1).to_bytes(4) + _string(_wire(public)) + _string(NAMESPACE) + _string(b"")
    blob += _string(_HASH) + _string(_string(_KIND) + _string(signed))
    text = base64.b64encode(blob).decode()
    lines = [text[i : i + 70] for i in range(0, len(text), 70)]
    manifest.put(out / manifest.SIGNATURE, "\n".join((_BEGIN, *lines, _END, "")).encode("ascii"))
    return fingerprint(public)


def faults(out: Path, key: Path) -> Iterator[str]:
    """A sentence if the manifest is not signed, or not as it is by a key in the file `key`.

    That file has one public key or several, one a line, as OpenSSH writes them.
    """
    allowed = _public(key)
    file = out / manifest.SIGNATURE
    if not file.is_file() or not (out / manifest.NAME).is_file():
        yield f"{manifest.SIGNATURE}: not here; the folder is not signed"
        return
    try:
        public, signature = _opened(file)
    except ValueError:
        yield f"{manifest.SIGNATURE}: no Ed25519 signature of OpenSSH's format for {NAMESPACE.decode()}"
        return
    if public not in allowed:
        yield f"{manifest.SIGNATURE}: made with the key {fingerprint(public)}, which is not in {key.name}"
    elif not _holds(public, signature, (out / manifest.NAME).read_bytes()):
        yield f"{manifest.SIGNATURE}: not the signature of this {manifest.NAME}"


def fingerprint(public: bytes) -> str:
    """A public key in short, as `ssh-keygen -l` shows it."""
    digest = base64.b64encode(hashlib.sha256(_wire(public)).digest()).decode().rstrip("=")
    return f"SHA256:{digest}"


def _signed(message: bytes) -> bytes:
    digest = hashlib.sha512(message).digest()
    return _MAGIC + _string(NAMESPACE) + _string(b"") + _string(_HASH) + _string(digest)


def _string(value: bytes) -> bytes:
    return len(value).to_bytes(4) + value


def _wire(public: bytes) -> bytes:
    return _string(_KIND) + _string(public)


def _opened(file: Path) -> tuple[bytes, bytes]:
    """Public key and signature of a signature file; ValueError if it is of another form."""
    text = file.read_bytes()[:_LIMIT].decode("ascii")
    inner = re.fullmatch(rf"\s*{_BEGIN}(.*){_END}\s*", text, re.DOTALL)
    if not inner:
        raise ValueError("no armour")
    blob = base64.b64decode("".join(inner.group(1).split()), validate=True)
    if blob[:10] != _MAGIC + (1).to_bytes(4):
        raise ValueError("no signature of version 1")
    key, space, _, hashed, signature = _strings(blob[10:], 5)
    (kind, public), (way, raw) = _strings(key, 2), _strings(signature, 2)
    if (kind, way, space, hashed, len(public), len(raw)) != (_KIND, _KIND, NAMESPACE, _HASH, 32, 64):
        raise ValueError("of another kind")
    return public, raw


def _strings(blob: bytes, count: int) -> list[bytes]:
    """The strings that a blob is made of; ValueError if it is not made of so many."""
    found, at = [], 0
    for _ in range(count):
        size = int.from_bytes(blob[at : at + 4])
        found.append(blob[at + 4 : at + 4 + size])
        at += 4 + size
    if at != len(blob):
        raise ValueError("of another length")
    return found


def _holds(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    except ImportError as error:
        raise _missing() from error
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _signed(message))
    except InvalidSignature:
        return False
    return True


def _private(key: Path, ask: Callable[[], str]) -> Ed25519PrivateKey:
    """The private key of a file; OptionError if it holds none of this kind or the passphrase is wrong."""
    try:
        from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415
    except ImportError as error:
        raise _missing() from error
    raw = key.read_bytes()[:_LIMIT]
    ssh = b"OPENSSH PRIVATE KEY" in raw
    load = serialization.load_ssh_private_key if ssh else serialization.load_pem_private_key
    try:
        try:
            found = load(raw, None)
        except TypeError:  # so the library says that a passphrase is wanted
            found = load(raw, ask().encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        told = "no private key that can be read, or another passphrase"
        raise OptionError(f"--key {key}: {told}; make one with: ssh-keygen -t ed25519 -f FILE") from error
    if not isinstance(found, ed25519.Ed25519PrivateKey):
        raise OptionError(f"--key {key}: not an Ed25519 key; make one with: ssh-keygen -t ed25519 -f FILE")
    return found


def _public(key: Path) -> set[bytes]:
    text = key.read_bytes()[:_LIMIT].decode("utf-8", "replace")
    found = set()
    for line in text.splitlines():
        if (hit := _PUBLIC.search(line)) and not line.lstrip().startswith("#"):
            wire = base64.b64decode(hit.group(1))
            found.add(wire[-32:])
    if not found:
        raise OptionError(f"--key {key}: no Ed25519 public key in it; it is the file that ends in .pub")
    return found


def _missing() -> MissingError:
    return MissingError("signatures need the library cryptography: pip install 'recoupe[sign]'")
