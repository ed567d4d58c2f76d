"""Which answer each verb prints: `headframe schema` and the tests walk it.

`worth` prints four: its own, and with --rules, --through and --since those named rules, yardsticks and bridge;
`simulate --policy best` prints the one named simulate-best.
"""

from __future__ import annotations

from importlib import import_module

from headframe.ground.errors import UsageProblem
from headframe.vocabulary.answer import Answer

ANSWERS: dict[str, tuple[str, str]] = {
    "brief": ("headframe.briefs.brief", "Brief"),
    "reconcile": ("headframe.accounts.rollforward", "Reconciliation"),
    "balanced": ("headframe.accounts.balanced", "Balanced"),
    "tie-out": ("headframe.accounts.tie_out", "TieOut"),
    "encumbrance": ("headframe.accounts.encumbrance", "Encumbrance"),
    "shifts": ("headframe.conduct.shifts", "Shifts"),
    "import": ("headframe.intake.receipt", "Receipt"),
    "export": ("headframe.record.export", "Export"),
    "facts": ("headframe.record.listing", "Listing"),
    "companies": ("headframe.record.catalogue", "Companies"),
    "concepts": ("headframe.record.catalogue", "Concepts"),
    "doctor": ("headframe.record.doctor", "Checkup"),
    "lots": ("headframe.accounts.lots", "LotReport"),
    "margins": ("headframe.accounts.margins", "Margins"),
    "backcast": ("headframe.accounts.backcast", "Backcast"),
    "megawatts": ("headframe.sites.megawatts", "MegawattReport"),
    "leases": ("headframe.sites.register", "LeaseRegister"),
    "check-deal": ("headframe.sites.deal_check", "DealCheck"),
    "ingest": ("headframe.intake.ingest", "Receipt"),
    "fetch": ("headframe.intake.fetch", "Fetch"),
    "refresh": ("headframe.intake.refresh", "Refresh"),
    "read": ("headframe.intake.read", "ReadAnswer"),
    "motive": ("headframe.conduct.motive", "Motive"),
    "funding": ("headframe.conduct.funding", "Funding"),
    "peers": ("headframe.conduct.peers", "Peers"),
    "watch": ("headframe.conduct.watch", "Watch"),
    "retrofit": ("headframe.audit.retrofit", "Retrofit"),
    "audit": ("headframe.audit.verdict", "Audit"),
    "plan": ("headframe.planning.plan_answer", "Plan"),
    "hindsight": ("headframe.planning.hindsight_shown", "Hindsight"),
    "schedule": ("headframe.planning.schedule", "Schedule"),
    "forecast": ("headframe.economics.forecast", "Forecast"),
    "simulate": ("headframe.economics.simulated", "Simulated"),
    "simulate-best": ("headframe.planning.followed", "Followed"),
    "runs": ("headframe.economics.runs_listing", "Runs"),
    "worth": ("headframe.worth.worth", "Worth"),
    "rules": ("headframe.worth.rules", "RulesAnswer"),
    "yardsticks": ("headframe.worth.yardsticks", "Yardsticks"),
    "bridge": ("headframe.worth.bridge", "Bridge"),
    "priced-in": ("headframe.worth.priced_in", "PricedIn"),
    "assumptions": ("headframe.economics.assumed", "Assumed"),
    "sweep": ("headframe.planning.sweep", "Sweep"),
    "backup": ("headframe.record.backup", "Backup"),
    "restore": ("headframe.record.restore", "Restored"),
    "log": ("headframe.record.append_log", "AppendLog"),
    "token": ("headframe.record.tokens", "Tokens"),
    "worlds": ("headframe.worlds.report", "WorldsReport"),
    "backtest": ("headframe.worlds.backtest", "Backtest"),
    "drivers": ("headframe.worth.drivers", "Drivers"),
    "event-study": ("headframe.worth.event_study", "EventStudy"),
    "owners": ("headframe.worth.owners", "Owners"),
    "why": ("headframe.accounts.why", "Why"),
}


def answer_of(verb: str) -> type[Answer]:
    """Return the class of the answer that `verb` prints.

    Raises
    ------
    UsageProblem
        Where the verb prints none.
    """
    if verb not in ANSWERS:
        raise UsageProblem(
            f"'{verb[:40]}' prints no JSON answer", where="schema", next=f"one of {', '.join(sorted(ANSWERS))}"
        )
    module, name = ANSWERS[verb]
    found: type[Answer] = getattr(import_module(module), name)
    return found
