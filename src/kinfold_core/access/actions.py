"""What can be done, as far as permission is concerned."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """One thing a person may or may not do. `ON_RECORD` ones need a record's state."""

    # on one family's record
    OPEN_FAMILY = "open_family"
    EDIT_FAMILY = "edit_family"
    WRITE_MAP = "write_map"
    RATE_SCALE = "rate_scale"
    WRITE_NETWORK = "write_network"
    WRITE_PLAN = "write_plan"
    ACCEPT_PLAN = "accept_plan"
    WRITE_JOURNAL = "write_journal"
    WRITE_EXPLANATION = "write_explanation"
    APPROVE_EXPLANATION = "approve_explanation"
    HOLD_SUPERVISION = "hold_supervision"
    SEE_SUPERVISION = "see_supervision"
    RUN_MEETING = "run_meeting"
    SHARE_FAMILY_COPY = "share_family_copy"
    UPLOAD_FILE = "upload_file"
    ALLOCATE_FAMILY = "allocate_family"
    CHANGE_STATUS = "change_status"
    ASK_AFTERWARDS = "ask_afterwards"
    NARROW_SHARING = "narrow_sharing"
    DECIDE_OVER_NO = "decide_over_no"
    RESTRICT_FAMILY = "restrict_family"
    SEE_WHO_LOOKED = "see_who_looked"
    # on the authority's people
    SEARCH_PEOPLE = "search_people"
    CREATE_FAMILY = "create_family"
    MERGE_PEOPLE = "merge_people"
    IMPORT_PEOPLE = "import_people"
    USE_EMERGENCY_ACCESS = "use_emergency_access"
    REVIEW_EMERGENCY_ACCESS = "review_emergency_access"
    SEE_WHITEBOARD = "see_whiteboard"
    ASK_QUESTIONS = "ask_questions"
    EDIT_QUESTIONS = "edit_questions"
    EDIT_VOCABULARY = "edit_vocabulary"
    EDIT_EXPECTATIONS = "edit_expectations"
    SEE_OWN_RECORDING = "see_own_recording"
    SEE_RECORDING_TOTALS = "see_recording_totals"
    SHARE_INQUIRY = "share_inquiry"
    SEE_AUDIT = "see_audit"
    SEE_JOBS = "see_jobs"
    MANAGE_WORKERS = "manage_workers"
    # on numbers and the programme
    IMPORT_RETURNS = "import_returns"
    SEE_RETURNS = "see_returns"
    DELETE_RETURNS = "delete_returns"
    SEE_AUTHORITY_MEASURES = "see_authority_measures"
    COMPARE_AUTHORITIES = "compare_authorities"
    SET_GOALS = "set_goals"
    SHOW_TO_PROGRAMME = "show_to_programme"
    SEE_TEAM_FIDELITY = "see_team_fidelity"
    SEE_FIDELITY = "see_fidelity"
    SEE_PROGRAMME = "see_programme"
    KEEP_JOURNEY = "keep_journey"
    KEEP_AUTHORITY_GOALS = "keep_authority_goals"
    RATE_AUTHORITY_GOALS = "rate_authority_goals"
    KEEP_COHORT = "keep_cohort"
    ANSWER_FOR_AUTHORITY = "answer_for_authority"
    WALK_A_WAY = "walk_a_way"
    GUIDE_WAYS = "guide_ways"
    KEEP_TRAJECTORIES = "keep_trajectories"
    PLAN_TRAINING = "plan_training"
    KEEP_THEORY = "keep_theory"
    ADD_EVIDENCE = "add_evidence"
    SEE_STUDIES = "see_studies"
    WRITE_STUDIES = "write_studies"
    RUN_ACTION_RESEARCH = "run_action_research"
    BRING_TO_RESEARCH = "bring_to_research"
    WRITE_IMPLEMENTATION = "write_implementation"
    HAND_ON_PLAN = "hand_on_plan"
    CODE_ANSWERS = "code_answers"
    RUN_LAB = "run_lab"
    BOOK_LAB = "book_lab"
    KEEP_CALENDAR = "keep_calendar"
    HOLD_CONSULTANCY = "hold_consultancy"
    KEEP_FRAMEWORK = "keep_framework"
    RATE_FRAMEWORK = "rate_framework"
    ASK_FOR_EXTRACT = "ask_for_extract"
    DECIDE_EXTRACT = "decide_extract"
    SEE_EXTRACTS = "see_extracts"
    SEE_KNOWLEDGE = "see_knowledge"
    WRITE_KNOWLEDGE = "write_knowledge"
    RUN_WORKSHOPS = "run_workshops"
    TELL_AT_WORKSHOP = "tell_at_workshop"


# Asked about one family's record: the answer depends on how near it is to the asker.
ON_RECORD = frozenset(
    {
        Action.OPEN_FAMILY,
        Action.EDIT_FAMILY,
        Action.WRITE_MAP,
        Action.RATE_SCALE,
        Action.WRITE_NETWORK,
        Action.WRITE_PLAN,
        Action.ACCEPT_PLAN,
        Action.WRITE_JOURNAL,
        Action.WRITE_EXPLANATION,
        Action.APPROVE_EXPLANATION,
        Action.HOLD_SUPERVISION,
        Action.SEE_SUPERVISION,
        Action.RUN_MEETING,
        Action.SHARE_FAMILY_COPY,
        Action.UPLOAD_FILE,
        Action.ALLOCATE_FAMILY,
        Action.CHANGE_STATUS,
        Action.ASK_AFTERWARDS,
        Action.NARROW_SHARING,
        Action.DECIDE_OVER_NO,
        Action.RESTRICT_FAMILY,
        Action.SEE_WHO_LOOKED,
    }
)
# Change what the record says; refused once it is closed. Asking a family afterwards
# whether their people are still there writes beside it, and is not among them (ADR 27);
# nor is a child's new no, which counts on any day (ADR 30).
WRITES_RECORD = frozenset(
    {
        Action.EDIT_FAMILY,
        Action.WRITE_MAP,
        Action.RATE_SCALE,
        Action.WRITE_NETWORK,
        Action.WRITE_PLAN,
        Action.ACCEPT_PLAN,
        Action.WRITE_JOURNAL,
        Action.WRITE_EXPLANATION,
        Action.APPROVE_EXPLANATION,
        Action.HOLD_SUPERVISION,
        Action.RUN_MEETING,
        Action.UPLOAD_FILE,
        Action.DECIDE_OVER_NO,
    }
)
# What writing down a child's no needs, also once the record is closed or handed on.
TAKES_A_CHILDS_NO = frozenset(
    {Action.OPEN_FAMILY, Action.NARROW_SHARING, Action.WRITE_MAP}
)
# What emergency access opens: reading, and writing what was found and done that night.
OPENED_IN_EMERGENCY = frozenset(
    {
        Action.OPEN_FAMILY,
        Action.EDIT_FAMILY,
        Action.WRITE_MAP,
        Action.WRITE_NETWORK,
        Action.NARROW_SHARING,
        Action.WRITE_PLAN,
        Action.WRITE_JOURNAL,
        Action.UPLOAD_FILE,
    }
)
