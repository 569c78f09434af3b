"""Compiled files are put in place whole: who has the old one mapped keeps it, and a build that fails leaves it where it is."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest

from newsfacts.entities.build.files import replacing


def test_a_file_that_is_mapped_stays_readable(tmp_path: Path) -> None:
    path = tmp_path / "a.trie"
    path.write_bytes(b"old" * 10_000)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        with replacing(path) as beside:
            Path(beside).write_bytes(b"new")
            assert path.read_bytes()[:3] == b"old"
        assert path.read_bytes() == b"new"
        assert mapped[-3:] == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.trie"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), replacing(path) as beside:
        Path(beside).write_bytes(b"ne")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_best_row_of_labels_begins_no_name_inside() -> None:
    np = pytest.importorskip("numpy")
    from newsfacts.entities.build.conll import LABELS
    from newsfacts.entities.build.teacher import best

    scores = np.log(np.full((3, len(LABELS)), 0.01))
    inside, begin = LABELS.index("I-PER"), LABELS.index("B-PER")
    scores[0, inside], scores[0, begin] = np.log(0.6), np.log(0.3)
    scores[1, inside] = scores[2, LABELS.index("O")] = np.log(0.9)
    assert best(scores) == ["B-PER", "I-PER", "O"]


def test_labelled_sentences_come_back_as_written(tmp_path: Path) -> None:
    np = pytest.importorskip("numpy")
    from newsfacts.entities.build import teacher
    from newsfacts.entities.build.conll import LABELS, Row
    from newsfacts.entities.train import from_teacher

    shares = np.zeros((2, len(LABELS)))
    shares[0, LABELS.index("B-PER")], shares[0, 0], shares[1, 0] = 0.75, 0.25, 1.0
    row = Row(["زيد", "قال"], ["زيد", "قال"], ["B-ORG", "O"])
    path = tmp_path / "labelled.jsonl.gz"
    teacher.write(path, [teacher.Taught(row, shares)])
    (back,) = teacher.read(path)
    assert back.row == row
    assert np.allclose(back.shares, shares, atol=0.002)
    own, schemed = from_teacher(path, 3)
    assert (own.domain, schemed.domain) == (3, 0)
    assert [own.rows[0].labels, schemed.rows[0].labels] == [["B-ORG", "O"], ["B-PER", "O"]]
    assert schemed.shares is not None and np.allclose(schemed.shares[0], shares, atol=0.002)


def test_the_trainer_learns_probabilities() -> None:
    np = pytest.importorskip("numpy")
    from newsfacts.entities.build import crf

    sentences = [crf.Sentence([[1]], [1], 1.0, 0, np.array([[0.3, 0.7]]))] * 60
    fitted = crf.fit(sentences, [[[0]], [[1]]], 2, ["O", "B-PER"], [0], epochs=60, l1=0.0, l2=0.0)
    assert abs(1 / (1 + np.exp(fitted.states[1, 0] - fitted.states[1, 1])) - 0.7) < 0.02


def test_the_encoder_learns_in_small(tmp_path: Path) -> None:
    """An encoder of random weights and one layer learns two sentences by heart."""
    torch = pytest.importorskip("torch")
    np = pytest.importorskip("numpy")
    from newsfacts.entities.build import encoder
    from newsfacts.entities.build.conll import LABELS
    from newsfacts.entities.build.teacher import best

    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *("▁" + word for word in ["زار", "زيد", "عمران", "بلدة", "كفر"]), "نور"]
    width, inner, count = 24, 48, len(pieces)
    shapes = {"emb.word": (count, width), "emb.pos": (32, width), "emb.type": (1, width), "emb.ln.w": (width,), "emb.ln.b": (width,)}
    for name, out, into in (("q", width, width), ("k", width, width), ("v", width, width), ("ao", width, width), ("fi", inner, width)):
        shapes |= {f"l0.{name}.w": (out, into), f"l0.{name}.b": (out,)}
    shapes |= {"l0.fo.w": (width, inner), "l0.fo.b": (width,)}
    shapes |= {f"l0.{name}.{part}": (width,) for name in ("aln", "oln") for part in "wb"}
    chance, data, tensors = np.random.default_rng(1), b"", {}
    for name, shape in shapes.items():
        flat = chance.normal(0, 0.3, shape).astype("<f4")
        tensors[name] = (flat.size, len(data), flat.nbytes)
        data += flat.tobytes()
    sizes = {"width": width, "inner": inner, "layers": 1, "vocabulary": count, "positions": 32, "types": 1}
    torch.manual_seed(1)
    source = encoder.Source(sizes, pieces, [-1.0] * count, tensors, data)
    model = encoder.Encoder(source)
    assert len(model.pieces.word("كفرنور")) == 2
    sentences = [(["زار", "زيد", "عمران"], 0), (["زار", "زيد", "بلدة", "كفرنور"], 0)]
    labels = [["O", "B-PER", "I-PER"], ["O", "B-PER", "O", "B-LOC"]]
    losses = list(encoder.fine_tune(model, sentences, labels, [[0, 1]] * 150, rate=3e-3))
    assert losses[-1] < losses[0] / 4
    encoder.save(model, tmp_path / "encoder.pt")
    for sentence, words, found in encoder.log_shares(encoder.load(tmp_path / "encoder.pt", source), sentences):
        assert best(found) == labels[sentence]
        assert words == list(range(len(labels[sentence])))
        assert found.shape[1] == len(LABELS)
