"""Signatures: ours are checked by OpenSSH and the other way round; every damage is a sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recoupe.cli import main
from recoupe.custody import manifest

pytest.importorskip("cryptography")
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

ssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="no OpenSSH here")


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=stdin)


def keys(folder: Path, name: str = "desk", passphrase: str = "") -> tuple[Path, Path]:
    private = ed25519.Ed25519PrivateKey.generate()
    lock = form.BestAvailableEncryption(passphrase.encode()) if passphrase else form.NoEncryption()
    file, public = folder / name, folder / f"{name}.pub"
    file.write_bytes(private.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, lock))
    file.chmod(0o600)
    public.write_bytes(
        private.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH) + b" the desk\n"
    )
    return file, public


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages, out = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("out")
    (pages / "a.txt").write_text("Yann Le Goff a déclaré que le port rouvrirait mardi.\n", "utf-8")
    assert run("build", str(pages), "-o", str(out), "--quiet", "--formats", "json").exit_code == 0
    return out


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "out"))


def test_a_signed_folder_verifies_with_the_public_key_alone(out: Path, tmp_path: Path) -> None:
    private, public = keys(tmp_path)
    assert run("verify", str(out), "--key", str(public)).stdout == (
        "manifest.json.sig: not here; the folder is not signed\n"
    )
    result = run("sign", str(out), "--key", str(private))
    assert result.exit_code == 0, result.output
    assert "SHA256:" in result.stderr
    assert run("verify", str(out), "--key", str(public)).exit_code == 0
    assert "(signed)" in run("verify", str(out)).stderr


def test_another_key_another_manifest_and_a_broken_signature_are_said(out: Path, tmp_path: Path) -> None:
    private, public = keys(tmp_path)
    _, other = keys(tmp_path, "other")
    run("sign", str(out), "--key", str(private))
    assert "which is not in other.pub" in run("verify", str(out), "--key", str(other)).stdout
    file = out / manifest.NAME
    file.write_bytes(file.read_bytes().replace(b'"version": "', b'"version": "9'))
    assert "not the signature of this manifest" in run("verify", str(out), "--key", str(public)).stdout
    for broken in (b"", b"x", (out / manifest.SIGNATURE).read_bytes()[:-60], b"\xff" * 9):
        (out / manifest.SIGNATURE).write_bytes(broken)
        assert "no Ed25519 signature" in run("verify", str(out), "--key", str(public)).stdout


def test_what_does_not_hold_is_not_signed(out: Path, tmp_path: Path) -> None:
    private, _ = keys(tmp_path)
    (out / "extra.txt").write_text("x")
    result = run("sign", str(out), "--key", str(private))
    assert (result.exit_code, "extra.txt" in result.stderr) == (1, True)
    (out / "extra.txt").unlink()
    (out / manifest.NAME).unlink()
    assert "no manifest.json here" in run("sign", str(out), "--key", str(private)).stderr


def test_a_later_build_takes_the_signature_of_other_files_away(out: Path, tmp_path: Path) -> None:
    private, _ = keys(tmp_path)
    run("sign", str(out), "--key", str(private))
    manifest.write(out)
    assert (out / manifest.SIGNATURE).is_file()
    (out / "more.txt").write_text("x")
    manifest.write(out)
    assert not (out / manifest.SIGNATURE).is_file()


def test_a_key_with_a_passphrase_is_asked_for_it(out: Path, tmp_path: Path) -> None:
    pytest.importorskip("bcrypt")
    private, public = keys(tmp_path, passphrase="salt and wind")
    assert run("sign", str(out), "--key", str(private), stdin="wrong\n").exit_code == 2
    assert run("sign", str(out), "--key", str(private), stdin="salt and wind\n").exit_code == 0
    assert run("verify", str(out), "--key", str(public)).exit_code == 0


def test_keys_of_another_kind_are_refused_in_a_sentence(out: Path, tmp_path: Path) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    file = tmp_path / "ec.pem"
    file.write_bytes(other.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()))
    assert "not an Ed25519 key" in run("sign", str(out), "--key", str(file)).stderr
    file.write_text("no key")
    assert "no private key" in run("sign", str(out), "--key", str(file)).stderr
    assert "no Ed25519 public key" in run("verify", str(out), "--key", str(file)).stderr


def test_without_the_library_the_extra_is_named(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private, _ = keys(tmp_path)
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives", None)
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    result = run("sign", str(out), "--key", str(private))
    assert (result.exit_code, "recoupe[sign]" in result.stderr) == (2, True)


@ssh
def test_openssh_checks_our_signature_and_we_check_its(out: Path, tmp_path: Path) -> None:
    private, public = keys(tmp_path)
    run("sign", str(out), "--key", str(private))
    signers = tmp_path / "signers"
    signers.write_text("desk " + public.read_text())
    check = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", "desk", "-n", "recoupe", "-s"]
    raw = (out / manifest.NAME).read_bytes()
    told = subprocess.run(
        [*check, str(out / manifest.SIGNATURE)], input=raw, capture_output=True, check=False
    )
    assert told.returncode == 0, told
    ours = (out / manifest.SIGNATURE).read_bytes()
    (out / manifest.SIGNATURE).unlink()
    make = ["ssh-keygen", "-Y", "sign", "-f", str(private), "-n", "recoupe", str(out / manifest.NAME)]
    subprocess.run(make, capture_output=True, check=True)
    assert (out / manifest.SIGNATURE).read_bytes() == ours
    assert run("verify", str(out), "--key", str(signers)).exit_code == 0
