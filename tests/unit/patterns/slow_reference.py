"""The specification of patterns once more, as plain loops over single values: slow, short and independent.

Written from the formulas alone, sharing no code with `aftercare.patterns`, so that both can only agree if both are
right.
"""

import math

NAN = float("nan")


def mid_ranks(values):
    """(number below + half of those equal) / count, missing stays missing."""
    seen = [v for v in values if not math.isnan(v)]
    return [
        NAN if math.isnan(v) else (sum(w < v for w in seen) + sum(w == v for w in seen) / 2) / len(seen) for v in values
    ]


def residuals(scores, width):
    """Each value minus its leave-one-out Gaussian mean, 0 where missing."""
    seen = [b for b, s in enumerate(scores) if not math.isnan(s)]
    mean = sum(scores[b] for b in seen) / len(seen) if seen else 0.0
    result = []
    for a, value in enumerate(scores):
        if math.isnan(value):
            result.append(0.0)
            continue
        weights = {b: math.exp(-0.5 * ((a - b) / width) ** 2) for b in seen if b != a and abs(a - b) <= 5 * width}
        local = (sum(w * scores[b] for b, w in weights.items()) + 0.5 * mean) / (sum(weights.values()) + 0.5)
        result.append(value - local)
    return result


def standardised(residual, scores):
    """Over the root mean square on observed rows."""
    seen = [i for i, s in enumerate(scores) if not math.isnan(s)]
    if not seen:
        return residual
    root = math.sqrt(sum(residual[i] ** 2 for i in seen) / len(seen))
    return [r / root if root > 1e-9 else 0.0 for r in residual]


def autocorrelation(r, lag):
    """Correlation with itself `lag` entries earlier."""
    total = sum(v * v for v in r)
    return sum(r[i] * r[i - lag] for i in range(lag, len(r))) / total if total else 0.0


def inflation(rx, ry):
    """The lag-window inflation for two autocorrelated series."""
    f = 1.0
    for lag in (1, 2):
        f += 2 * (1 - lag / 3) * autocorrelation(rx, lag) * autocorrelation(ry, lag)
    return min(max(f, 1.0), 3.0)


def z_score(rx, ry, x, y):
    """z and N."""
    both = [i for i in range(len(x)) if not math.isnan(x[i]) and not math.isnan(y[i])]
    score = sum(rx[i] * ry[i] for i in both)
    variance = max(sum((rx[i] * ry[i]) ** 2 for i in both), 0.95 * len(both)) * inflation(rx, ry)
    return (score / math.sqrt(variance) if variance else 0.0), len(both)


def evidence(z, n, degrees=1):
    """The e-value, averaged over two prior slopes; `z` is the z-score or, for a cycle, the pair's length."""
    total = 0.0
    for tau in (0.15, 0.35):
        info = n * tau**2
        total += math.exp(-0.5 * degrees * math.log(1 + info) + 0.5 * z**2 * info / (1 + info))
    return total / 2


def pair_evidence(x, y):
    """E of one pair of scored columns: the smaller of both windows."""
    values = []
    for width in (4, 12):
        rx, ry = (standardised(residuals(s, width), s) for s in (x, y))
        values.append(evidence(*z_score(rx, ry, x, y)))
    return min(values)


def cycle_evidence(days, length, y):
    """E of a cycle factor: two columns, the wide window alone."""
    parts = []
    for turn in (math.cos, math.sin):
        x = [NAN if math.isnan(d) else turn(2 * math.pi * (d - 1) / length) for d in days]
        rx, ry = (standardised(residuals(s, 12), s) for s in (x, y))
        parts.append(z_score(rx, ry, x, y))
    (cosine, n), (sine, _) = parts
    return evidence(math.hypot(cosine, sine), n, degrees=2)


def slope_and_error(x, y):
    """b and its standard error from residuals at width 6, in raw units."""
    rx, ry = residuals(x, 6), residuals(y, 6)
    both = [i for i in range(len(x)) if not math.isnan(x[i]) and not math.isnan(y[i])]
    n = len(both)
    squares = sum(rx[i] ** 2 for i in both)
    b = sum(rx[i] * ry[i] for i in both) / squares
    vx, vy = squares / n, sum(ry[i] ** 2 for i in both) / n
    empirical = sum(rx[i] ** 2 * (ry[i] - b * rx[i]) ** 2 for i in both)
    floor = max(0.9 * n * vx * (vy - b * b * vx), vx * vy)
    variance = max(empirical, floor) * inflation(rx, ry) * n / (n - 2) / squares**2
    return b, math.sqrt(variance)


def odds_given_others(evidence_values, place, a, b):
    """Odds that one pair is linked, from the evidence of the others: the integral over the share, by a fine sum."""
    steps = 4000
    shares = [0.001 * 800 ** ((step + 0.5) / steps) for step in range(steps)]
    weights = []
    for share in shares:
        weight = a * math.log(share) + (b - 1) * math.log(1 - share)
        for other, value in enumerate(evidence_values):
            if other != place:
                weight += math.log(1 - share + share * value)
        weights.append(weight)
    most = max(weights)
    weights = [math.exp(weight - most) for weight in weights]
    mean = sum(w * s for w, s in zip(weights, shares, strict=True)) / sum(weights)
    return mean / (1 - mean)
