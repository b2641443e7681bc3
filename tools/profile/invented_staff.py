#!/usr/bin/env python3
"""Writes a staff.csv full of people who do not exist.

    invented_staff.py profiles/haikou [--offices 44] [--committees 16] [--mediators 497] [--experts 143]

One 综治 grid worker per community, three specialised ones (城管, 环保, 市场监管) per street, and the
mediators and experts asked for. Every name is a made-up label with a number (调解员甲001), nobody's
name. Phones are 0898-0000NNNN by default: a Chinese local number never begins with 0, so none of them can ring.
Deterministic: the same units.csv and places.csv give the same bytes. Python standard library only.
"""

import argparse
import csv
import pathlib

COLUMNS = ["code", "name", "kind", "unit", "place", "skills", "languages", "phone", "shift"]
STEMS = "甲乙丙丁戊己庚辛壬癸"
SHIFTS = "day,day,day,night"  # of shifts.csv; grid workers take them in turn
LANGUAGES = "zh|hnm,zh,zh|hnm|onb,zh|yue,zh|hnm|hak,zh|en"  # people take them in turn

MEDIATOR_SKILLS = [
    "neighbours|housing_leak", "marriage_family|elder_care", "property_management|parking",
    "labour|wages", "consumer|prepaid_card", "land|forest_rights", "traffic_accident|insurance",
    "medical", "contract|lending", "noise|neighbours", "tourism|consumer", "rural|land",
]
EXPERT_SKILLS = [
    "law_civil", "law_administrative", "law_labour", "medicine", "forensic_medicine",
    "structural_engineering", "fire_safety", "electrical_safety", "lift_safety", "environment|noise",
    "water_supply|drainage", "psychology", "finance|lending", "insurance", "real_estate|appraisal",
    "urban_planning", "agriculture|land", "intellectual_property", "food_safety", "education",
]
COMMITTEE_SKILLS = [
    ("医疗纠纷", "medical"), ("道路交通事故", "traffic_accident"), ("物业管理", "property_management"),
    ("劳动争议", "labour|wages"), ("消费", "consumer"), ("婚姻家庭", "marriage_family"),
    ("旅游", "tourism|consumer"), ("土地山林", "land|forest_rights"), ("金融", "finance|lending"),
    ("知识产权", "intellectual_property"), ("建设工程", "structural_engineering|contract"),
    ("校园", "education"), ("环境污染", "environment|noise"), ("商会", "contract"),
    ("互联网", "consumer|contract"), ("保险", "insurance"),
]
SPECIALISED = [
    ("城管", "city_order|sanitation", "M027"), ("环保", "environment|noise", "M021"),
    ("市场监管", "market|food_safety", "M043"),
]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Roster:
    def __init__(self, phone_prefix, languages, shifts):
        self.rows = []
        self.shifts = shifts
        self.phone_prefix = phone_prefix
        self.languages = languages

    def add(self, code, name, kind, unit, place, skills):
        number = len(self.rows) + 1
        languages = self.languages[number % len(self.languages)]
        phone = f"{self.phone_prefix}{number:04}"
        # Grid workers take the shifts in turn; the others keep the city's working time.
        shift = self.shifts[number % len(self.shifts)] if kind == "grid_worker" else ""
        self.rows.append([code, name, kind, unit, place, skills, languages, phone, shift])


def label(title, number):
    return f"{title}{STEMS[number % len(STEMS)]}{number:03}"


def unit_for(place, units_by_place, parents):
    """The street office that answers for a place, else the district."""
    while place:
        if place in units_by_place:
            return units_by_place[place]
        place = parents.get(place, "")
    return ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("directory", type=pathlib.Path)
    arguments.add_argument("--offices", type=int, default=44)
    arguments.add_argument("--committees", type=int, default=16)
    arguments.add_argument("--mediators", type=int, default=497)
    arguments.add_argument("--experts", type=int, default=143)
    arguments.add_argument("--justice-unit", default="M013")
    arguments.add_argument("--phone-prefix", default="0898-0000")
    arguments.add_argument("--languages", default=LANGUAGES)
    arguments.add_argument("--shifts", default=SHIFTS)
    options = arguments.parse_args()

    places = read(options.directory / "places.csv")
    parents = {row["code"]: row["parent"] for row in places}
    streets = [row for row in places if row["kind"] == "street"]
    districts = [row for row in places if row["kind"] == "district"]
    communities = [row for row in places if row["kind"] == "community"]
    units = read(options.directory / "units.csv")
    codes = {row["code"] for row in units}
    territorial = ("district", "street", "town", "zone")
    by_place = {row["place"]: row["code"] for row in units
                if row["kind"] in territorial and row["place"]}
    branches = {(row["parent"], row["district"]): row["code"] for row in units
                if row["kind"] == "branch"}

    roster = Roster(options.phone_prefix, options.languages.split(","), options.shifts.split(","))
    # A judicial office in every street that has an office of its own, the rest with the districts.
    homes = [row for row in streets if row["code"] in by_place] + districts
    for number, home in enumerate(homes[:options.offices], 1):
        roster.add(f"SFS{number:03}", f"{home['name']}司法所", "judicial_office",
                   by_place[home["code"]], home["code"], "mediation|legal_advice|legal_aid")
    for number in range(1, options.committees + 1):
        subject, skills = COMMITTEE_SKILLS[(number - 1) % len(COMMITTEE_SKILLS)]
        roster.add(f"TWH{number:03}", f"{subject}人民调解委员会（示例）", "mediation_committee",
                   options.justice_unit, places[0]["code"], skills)
    for number in range(1, options.mediators + 1):
        home = communities[(number * 7) % len(communities)]
        roster.add(f"TJY{number:03}", label("调解员", number), "mediator",
                   unit_for(home["code"], by_place, parents), home["code"],
                   MEDIATOR_SKILLS[number % len(MEDIATOR_SKILLS)])
    for number in range(1, options.experts + 1):
        roster.add(f"ZJ{number:03}", label("专家", number), "expert", options.justice_unit,
                   places[0]["code"], EXPERT_SKILLS[number % len(EXPERT_SKILLS)])
    for number, home in enumerate(communities, 1):
        roster.add(f"WG{number:04}", label("网格员", number), "grid_worker",
                   unit_for(home["code"], by_place, parents), home["code"], "public_order|services")
    number = 0
    for home in streets:
        for title, skills, bureau in SPECIALISED:
            if bureau not in codes:
                continue
            number += 1
            unit = branches.get((bureau, home["parent"]), bureau)
            roster.add(f"ZG{number:04}", label(f"{title}网格员", number), "grid_worker", unit,
                       home["code"], skills)

    with open(options.directory / "staff.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(roster.rows)
    print(f"{len(roster.rows)} people and bodies written")


if __name__ == "__main__":
    main()
