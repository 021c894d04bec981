# Trains the models of the comparison with XGBoost, one thread, and times its exact contributions: called by
# trees.bench.mjs with a folder to write to. Debian's python3-xgboost; process CPU time, median of five.
import json
import sys
import time

import numpy
import xgboost

FEATURES, TRAINING = 30, 20000
MODELS = [(100, 6, 4000), (300, 6, 4000), (100, 8, 500)]  # trees, depth, rows

random = numpy.random.default_rng(7)


def draw(count):
    rows = random.normal(size=(count, FEATURES)).astype(numpy.float32)
    rows[random.random(rows.shape) < 0.05] = numpy.nan
    return rows


def train(rows, trees, depth):
    x = numpy.nan_to_num(rows)
    score = x[:, :10] @ random.normal(size=10) + x[:, 0] * x[:, 1] - numpy.abs(x[:, 2]) * x[:, 3]
    labels = (score + numpy.sin(3 * x[:, 4]) * x[:, 5] + random.normal(size=len(x)) > 0).astype(int)
    settings = {"objective": "binary:logistic", "max_depth": depth, "eta": 0.1, "nthread": 1, "seed": 1,
                "tree_method": "hist"}
    return xgboost.train(settings, xgboost.DMatrix(rows, labels, nthread=1), trees)


def rows_a_second(booster, rows):
    matrix = xgboost.DMatrix(rows, nthread=1)
    times = []
    for _ in range(5):
        start = time.process_time()
        contributions = booster.predict(matrix, pred_contribs=True)
        times.append(time.process_time() - start)
    return len(rows) / sorted(times)[2], contributions


folder = sys.argv[1]
training = draw(TRAINING)
found = []
for trees, depth, count in MODELS:
    rows = draw(count)
    booster = train(training, trees, depth)
    name = f"{trees}x{depth}"
    booster.save_model(f"{folder}/{name}.json")
    rows.tofile(f"{folder}/{name}.rows.f32")
    speed, contributions = rows_a_second(booster, rows[:100])
    contributions.astype(numpy.float32).tofile(f"{folder}/{name}.contributions.f32")
    found.append({"name": name, "trees": trees, "depth": depth, "rows": count, "rowsPerSecond": speed})
print(json.dumps({"version": xgboost.__version__, "models": found}))
