"""The world's month over a block of paths: `worlds.parameters`, line for line."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from headframe.economics.kernel_compile import merged, step
from headframe.economics.kernel_math import exp_, log_, normals_, third_, word_
from headframe.economics.kernel_rows import LANES, LINE, MONTHLY, ROW, STRIDE, WORLD
from headframe.worlds.parameters import MONTH_YEARS, Floats, Integers

ROOT_MONTH = math.sqrt(MONTH_YEARS)


@step
def open_world(w: Floats, world: Floats, keys: Integers, first: int, halves: int) -> None:
    """Put a block's paths at month 0. With `halves` 2, paths come in pairs of opposite shocks."""
    for i in range(LANES):
        w[ROW.log_price + i] = world[WORLD.log_price]
        w[ROW.variance + i] = world[WORLD.variance_start]
        w[ROW.fees + i] = world[WORLD.fee_start]
        w[ROW.fee_ratio + i] = world[WORLD.fee_ratio]
        w[ROW.log_hash + i] = world[WORLD.log_hash_rate]
        w[ROW.power + i] = world[WORLD.power_start]
        w[ROW.log_rent + i] = world[WORLD.log_rent]
        path = first + i
        sign = 1.0 - 2.0 * (path % halves)
        w[ROW.margin + i] = sign * normals_(word_(keys[0], path // halves, 0))[0]


@step
def draw_pair(w: Floats, row: int, key: Any, first: int, month: int, halves: int) -> None:
    """Draw a month's next two independent normals into `row` and the row after it."""
    one, two, shift = np.uint64(row), np.uint64(row + STRIDE), np.uint64(halves - 1)
    for i in range(LANES):
        here = np.uint64(i)
        w[one + here], w[two + here] = normals_(word_(key, np.uint64(first + i) >> shift, month))
    if halves == 2:
        for i in range(1, LANES, 2):
            w[row + i], w[row + STRIDE + i] = -w[row + i], -w[row + STRIDE + i]


@step
def draw_uniforms(w: Floats, key: Any, first: int, month: int, halves: int) -> None:
    """Draw a month's uniforms."""
    shift = np.uint64(halves - 1)
    for i in range(LANES):
        bits = word_(key, np.uint64(first + i) >> shift, month)
        w[ROW.spike + i] = third_(bits, 0)
        w[ROW.shape + i] = third_(bits, 21)
        w[ROW.arrival + i] = third_(bits, 42)
    if halves == 2:
        for i in range(1, LANES, 2):
            w[ROW.spike + i] = 1.0 - w[ROW.spike + i]
            w[ROW.shape + i] = 1.0 - w[ROW.shape + i]
            w[ROW.arrival + i] = 1.0 - w[ROW.arrival + i]


@merged
def draw(w: Floats, keys: Integers, first: int, month: int, halves: int) -> None:
    """Draw a month's independent normals and uniforms."""
    draw_pair(w, ROW.z0, keys[0], first, month, halves)
    draw_pair(w, ROW.z2, keys[1], first, month, halves)
    draw_pair(w, ROW.z4, keys[2], first, month, halves)
    draw_uniforms(w, keys[3], first, month, halves)


@step
def correlate(w: Floats, cholesky: Floats) -> None:
    """Give the normals their correlation."""
    c = cholesky
    c00, c10, c11, c20, c21, c22 = c[0, 0], c[1, 0], c[1, 1], c[2, 0], c[2, 1], c[2, 2]
    c30, c31, c32, c33, c40, c41 = c[3, 0], c[3, 1], c[3, 2], c[3, 3], c[4, 0], c[4, 1]
    c42, c43, c44, c50, c51, c52 = c[4, 2], c[4, 3], c[4, 4], c[5, 0], c[5, 1], c[5, 2]
    c53, c54, c55 = c[5, 3], c[5, 4], c[5, 5]
    for i in range(LANES):
        a, b, d = w[ROW.z0 + i], w[ROW.z1 + i], w[ROW.z2 + i]
        e, f, g = w[ROW.z3 + i], w[ROW.z4 + i], w[ROW.z5 + i]
        w[ROW.z0 + i] = c00 * a
        w[ROW.z1 + i] = c10 * a + c11 * b
        w[ROW.z2 + i] = c20 * a + c21 * b + c22 * d
        w[ROW.z3 + i] = c30 * a + c31 * b + c32 * d + c33 * e
        w[ROW.z4 + i] = c40 * a + c41 * b + c42 * d + c43 * e + c44 * f
        w[ROW.z5 + i] = c50 * a + c51 * b + c52 * d + c53 * e + c54 * f + c55 * g


@step
def move_prices(w: Floats, world: Floats, months: Floats, month: int) -> None:
    """Move price, fees and the network."""
    drift = months[month, MONTHLY.drift] * MONTH_YEARS
    sigma_bar, variance_shift = world[WORLD.price_volatility], world[WORLD.variance_variance] / 4.0
    keep_y, eta = world[WORLD.variance_persistence], world[WORLD.variance_volatility]
    keep_f, sigma_f, fee_mean = 1.0 - world[WORLD.fee_reversion], world[WORLD.fee_volatility], world[WORLD.fee_log_mean]
    chance, size = world[WORLD.spike_probability], world[WORLD.spike_log_size]
    same = world[WORLD.network_same_month] != 0.0
    at = month if same else month - 1
    rest = math.log(months[at, MONTHLY.subsidy_btc_day]) - months[at, MONTHLY.log_efficiency]
    rest -= world[WORLD.network_log_margin]
    spread, drift_h = world[WORLD.network_margin_spread], world[WORLD.network_drift]
    faster, slower = world[WORLD.network_speed_up], world[WORLD.network_speed_down]
    c = world[WORLD.network_tail]
    sigma_h = world[WORLD.network_volatility] / math.sqrt(1.0 + 6.0 * c + 15.0 * c * c)
    for i in range(LANES):
        s, y, f, phi = w[ROW.log_price + i], w[ROW.variance + i], w[ROW.fees + i], w[ROW.fee_ratio + i]
        sigma = sigma_bar * exp_(y / 2.0 - variance_shift)
        s_new = s + (drift - sigma * sigma * (MONTH_YEARS / 2.0)) + sigma * ROOT_MONTH * w[ROW.z0 + i]
        f_new = f * keep_f + sigma_f * w[ROW.z2 + i]
        phi_new = exp_(fee_mean + f_new + (size if w[ROW.spike + i] < chance else 0.0))
        price, fees = (s_new, phi_new) if same else (s, phi)
        h, z1 = w[ROW.log_hash + i], w[ROW.z1 + i]
        gap = log_(1.0 + fees) + price + rest - h - spread * w[ROW.margin + i]
        speed = faster if gap > 0.0 else slower
        w[ROW.log_hash + i] = h + drift_h + speed * gap + sigma_h * (z1 + c * z1 * z1 * z1)
        w[ROW.log_price + i] = s_new
        w[ROW.variance + i] = keep_y * y + eta * w[ROW.z5 + i]
        w[ROW.fees + i] = f_new
        w[ROW.fee_ratio + i] = phi_new


@step
def move_costs(w: Floats, world: Floats, months: Floats, month: int) -> None:
    """Move power and rent, and show the month's prices."""
    keep_x, sigma_x = 1.0 - world[WORLD.power_reversion], world[WORLD.power_volatility]
    level, half = months[month, MONTHLY.power_level], world[WORLD.power_variance] / 2.0
    ka, sigma_a = world[WORLD.rent_reversion], world[WORLD.rent_volatility]
    mean_a, reward = months[month, MONTHLY.log_rent_mean], months[month, MONTHLY.subsidy_btc_day]
    scale = months[month, MONTHLY.hash_rate_scale]
    for i in range(LANES):
        x = w[ROW.power + i] * keep_x + sigma_x * w[ROW.z3 + i]
        a = w[ROW.log_rent + i]
        a = a + ka * (mean_a - a) + sigma_a * w[ROW.z4 + i]
        price, network = exp_(w[ROW.log_price + i]), scale * exp_(w[ROW.log_hash + i])
        w[ROW.power + i] = x
        w[ROW.log_rent + i] = a
        w[ROW.level + i] = level * exp_(x - half)
        w[LINE.rent_usd_per_kw_month + i] = exp_(a)
        w[LINE.price_usd_per_btc + i] = price
        w[LINE.network_ehs + i] = network
        w[LINE.hash_price_usd_per_ph_day + i] = reward * (1.0 + w[ROW.fee_ratio + i]) * price / (1000.0 * network)
