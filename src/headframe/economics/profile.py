"""A profile: for each field of a company, a number or where the record holds it. Read from TOML, checked whole."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import PurePath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from headframe.economics.miner import DebtKind, LeaseKind
from headframe.ground.errors import InputRefused

GENERIC = "listed"


class Strict(BaseModel):
    """A table of a profile: no field too many, no number that is infinite."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Ref(Strict):
    """Where a number is found: exactly one of fact, term with key, asset with metric, assumption, formula."""

    fact: str | None = None
    term: str | None = None
    key: str | None = None
    asset: str | None = None
    metric: str | None = None
    assumption: str | None = None
    formula: str | None = None
    times: float = 1.0

    @model_validator(mode="after")
    def _one(self) -> Ref:
        kinds = [name for name in ("fact", "term", "asset", "assumption", "formula") if getattr(self, name) is not None]
        if len(kinds) != 1:
            raise ValueError("give exactly one of fact, term, asset, assumption, formula")
        if (self.key is None) != (self.term is None) or (self.metric is None) != (self.asset is None):
            raise ValueError("a term needs its key, an asset its metric, and nothing else takes them")
        return self


Value = float | Ref | list[Ref]
"""A number as stated, where it is found, or several places of which the first that is known counts."""
Month = str | Ref
"""A month or day as text, or the term that prints it."""


class TierSpec(Strict):
    """Machines at one place."""

    name: str
    hash_rate_ehs: Value
    efficiency_j_per_th: Value
    hub: Literal["", "HB_WEST", "HB_NORTH", "HB_HOUSTON"] = ""
    flat_usd_per_mwh: Value | None = None


class BlockSpec(Strict):
    """Power bought ahead."""

    name: str
    mw: Value
    fixed_usd_per_mwh: Value
    first: Month | None = None
    last: Month
    excluded_months_of_year: list[Annotated[int, Field(ge=1, le=12)]] = []


class DebtSpec(Strict):
    """Money owed. One with `stands_for` is used where none of the debts it names is known."""

    name: str
    kind: DebtKind
    principal_usd: Value
    rate_per_year: Value
    maturity: Month | None = None
    repayments_usd_by_year: dict[int, Value] = {}
    conversion_price_usd: Value | None = None
    collateral_btc: Value | None = None
    cash_collateral_usd: Value | None = None
    margin_call_ltv: Value = Ref(assumption="economics.loan_margin_call_ltv")
    sale_ltv: Value = Ref(assumption="economics.loan_sale_ltv")
    stands_for: list[str] = []


class CommitmentSpec(Strict):
    """Cash promised outside any project."""

    name: str
    usd: Value
    last: Month | None = None
    months: Annotated[int, Field(ge=1)] | None = None


class ProjectSpec(Strict):
    """A build or lease that the profile states itself; those of the lease register come by themselves."""

    name: str
    mw_it: Value
    mw_gross: Value | None = None
    mining_mw_displaced: Value = 0.0
    capex_usd: Value
    spent_usd: Value = 0.0
    start: Month | None = None
    build_months: Value = Ref(assumption="ai.build_months")
    rent_usd_per_kw_month: Value = 0.0
    escalator_per_year: Value = Ref(assumption="ai.rent_escalator_per_year")
    term_years: Value = Ref(assumption="ai.term_years")
    noi_margin: Value = Ref(assumption="ai.noi_margin")
    kind: LeaseKind = LeaseKind.MODIFIED_GROSS
    debt_loan_to_cost: Value = Ref(assumption="ai.project_debt_loan_to_cost")
    contracted: bool = False
    chips_usd: Value = 0.0
    chip_life_years: Value = 0.0
    owned_share: Value = 1.0


class CampusSpec(Strict):
    """Approved megawatts that whole phases may be built on, and how many of them do not mine."""

    name: str
    approved_mw_gross: Value
    developed_mw: Value
    known_from: Month | None = None


class Profile(Strict):
    """One company. Fields without a default must be given; what the record does not hold is named when it is read."""

    company: str
    name: str = ""
    private: bool = False
    opening: str | None = None
    bitcoin_held_btc: Value
    bitcoin_restricted_btc: Value = 0.0
    bitcoin_cost_usd: Value | None = None
    cash_usd: Value
    cash_restricted_usd: Value = 0.0
    shares: Value
    share_awards: Value = 0.0
    share_price_usd: Value | None = None
    developed_mw: Value | None = None
    uptime: Value = Ref(assumption="economics.uptime")
    pool_fee: Value = Ref(assumption="economics.pool_fee")
    attrition_per_year: Value = Ref(assumption="economics.fleet_attrition_per_year")
    power_adder_usd_per_mwh: Value = Ref(assumption="power.adder_usd_per_mwh")
    credits_usd_per_month: Value | None = None
    corporate_cost_usd_per_month: Value
    engineering_margin_usd_per_month: Value = 0.0
    nol_usd: Value = 0.0
    depreciation_usd_per_month: Value = 0.0
    depreciation_months_left: Value = 0.0
    atm_remaining_usd: Value = 0.0
    minority_share_of_mining: Value = 0.0
    cash_floor_usd: Value | None = None
    tiers: list[TierSpec]
    blocks: list[BlockSpec] = []
    debts: list[DebtSpec] = []
    commitments: list[CommitmentSpec] = []
    projects: list[ProjectSpec] = []
    campuses: list[CampusSpec] = []


def packaged_profile(ticker: str) -> Profile:
    """Return the profile of a listed company: its own, or the generic one that looks every field up in the record."""
    folder = resources.files("headframe.economics.profiles")
    own = folder.joinpath(f"{ticker}.toml")
    if own.is_file():
        return profile_of(own.read_text("utf-8"), f"{ticker}.toml")
    text = folder.joinpath(f"{GENERIC}.toml").read_text("utf-8")
    return profile_of(text, f"{GENERIC}.toml").model_copy(update={"company": ticker})


def profile_of(text: str, where: str) -> Profile:
    """Read a profile from TOML text.

    Raises
    ------
    InputRefused
        For text that is no TOML, or every field that is unknown, missing or impossible, each with its name.
    """
    try:
        fields: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputRefused(
            "this is no TOML", where=where, why=str(error), next="mend the line and try again"
        ) from error
    try:
        return Profile.model_validate(fields)
    except ValidationError as error:
        raise InputRefused(
            f"{error.error_count()} fields cannot be: {_told(error)}",
            where=where,
            why="a field that is misspelt or impossible would silently change every figure",
            next="mend them; `headframe forecast --template` prints every field with its unit",
        ) from error


def is_profile_path(label: str) -> bool:
    """Whether a label names a file of a private company rather than a listed one."""
    return PurePath(label).suffix == ".toml"


def template() -> str:
    """Return the commented template for a private company, made-up numbers and all."""
    return resources.files("headframe.economics.profiles").joinpath("template.toml").read_text("utf-8")


def _told(error: ValidationError) -> str:
    """Return each field with what is wrong with it: of a value's several readings, the one that came nearest."""
    places: dict[str, list[str]] = {}
    for each in error.errors():
        path = ".".join(str(part) for part in each["loc"] if not _is_reading(str(part)))
        places.setdefault(path, []).append(each["msg"])
    return "; ".join(f"{path}: {_nearest(said)}" for path, said in sorted(places.items())[:12])


def _nearest(said: list[str]) -> str:
    return next((words for words in said if not words.startswith("Input should be a valid")), said[0])


def _is_reading(part: str) -> bool:
    """Whether a part of an error's place names one of the ways in which a value may be written, not a field."""
    return part in ("float", "str", "Ref") or part.startswith(("list[", "function-"))
