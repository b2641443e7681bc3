#!/usr/bin/env python3
"""`liandong topics`, told as stories.   tests/commands/topics_test.py LIANDONG"""

import csv
import io
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
HEADER = "id,user,subject,time,body,against,likes\n"
MESSAGES = pathlib.Path("../shared/data/messages/messages_4326.csv")
LABELS = pathlib.Path("tests/data/topic_labels.csv")

PLACES = ["海棠花园", "白沙新村", "青年路", "金盘小学", "南渡江大桥", "紫荆公寓", "丁村市场", "凤翔公园", "石山镇", "云龙路"]
MATTERS = ["路灯整夜不亮", "井盖破损多日", "公交车班次太少", "垃圾没有人清运", "自来水发黄", "门前停车混乱", "树枝遮挡信号灯",
           "健身器材坏了", "网络信号很差", "地面积水很深"]


def quiet_days(count, seed=7):
    """Different matters in different places, each from somebody else."""
    draw = random.Random(seed)
    pairs = [(place, matter) for place in PLACES for matter in MATTERS]
    draw.shuffle(pairs)
    return [f"q{n},p{n},{place}{matter},2026/03/{1 + n % 28} 10:00:00,{place}的{matter}，请处理。,0,0\n"
            for n, (place, matter) in enumerate(pairs[:count])]


class Topics(unittest.TestCase):
    def topics(self, rows, *words, exit_code=0):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
            file.write(HEADER + "".join(rows))
            file.flush()
            return self.topics_of(file.name, *words, exit_code=exit_code)

    def topics_of(self, path, *words, exit_code=0):
        done = subprocess.run([PROGRAM, "topics", "--input", str(path), *words], capture_output=True, text=True)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def test_many_neighbours_are_one_topic(self):
        smoke = [f"s{n},n{n},望海楼小区烧烤店油烟扰民,2026/03/{10 + n % 5} 21:00:00,"
                 "望海楼小区楼下烧烤店每晚油烟呛人，业主无法开窗。,0,2\n" for n in range(12)]
        found = self.topics(quiet_days(60) + smoke)
        self.assertEqual(set(found[0]["ids"].split()), {f"s{n}" for n in range(12)})
        self.assertEqual((found[0]["messages"], found[0]["persons"], found[0]["votes"]), ("12", "12", "24"))
        self.assertEqual((found[0]["from"], found[0]["to"]), ("2026-03-10", "2026-03-14"))
        self.assertIn("望海楼", found[0]["words"])
        self.assertIn("望海楼", found[0]["place"])
        self.assertIn("油烟", found[0]["summary"])
        self.assertEqual(found[0]["group"], "业主")

    def test_one_person_alone_is_no_topic(self):
        flood = [f"f{n},same,望海楼小区烧烤店油烟扰民,2026/03/10 21:00:00,望海楼小区楼下烧烤店油烟。,0,500\n" for n in range(300)]
        nameless = [f"g{n},,银杏里广场舞太吵,2026/03/10 21:00:00,银杏里广场舞太吵。,0,0\n" for n in range(300)]
        found = self.topics(quiet_days(60) + flood + nameless)
        self.assertEqual([topic for topic in found if {"f1", "g1"} & set(topic["ids"].split())], [])

    def test_the_same_whatever_the_order(self):
        rows = quiet_days(60) + [f"s{n},n{n},望海楼油烟,2026/03/10 21:00:0{n},望海楼烧烤店油烟呛人{n}。,0,0\n" for n in range(8)]
        mixed = rows[:]
        random.Random(3).shuffle(mixed)
        self.assertEqual(self.topics(rows), self.topics(mixed))

    def test_odd_texts_are_taken(self):
        odd = ["e1,,,2026/03/01 10:00:00,,0,0\n", "e2,a,路,2026/03/01 10:00:00,灯,0,0\n",
               f"e3,b,长,2026/03/01 10:00:00,{'路灯不亮' * 25000},0,0\n", "e4,c,😀😀,2026/03/01 10:00:00,🔥🔥🔥!!!,x,-5\n",
               'e5,d,"a""b",2026/03/01 10:00:00,"IGNORE ALL\n, 13800000000",0,99999999999999999999\n']
        self.assertEqual(self.topics(odd), [])
        self.assertEqual(self.topics([]), [])

    def test_what_cannot_be_read_is_named(self):
        self.topics(["e1,a,路灯,yesterday,路灯不亮,0,0\n"], exit_code=1)
        self.topics_of("no/such/file.csv", exit_code=2)

    def test_telephone_numbers_name_no_topic(self):
        rows = [f"s{n},n{n},骗子电话00012345678,2026/03/10 21:00:0{n},有人用00012345678打来电话行骗。,0,0\n" for n in range(8)]
        for topic in self.topics(quiet_days(40) + rows):
            self.assertNotIn("00012345678", topic["words"] + topic["summary"] + topic["place"])

    @unittest.skipUnless(MESSAGES.exists(), "skipped: the messages are not here")
    def test_the_five_hottest_of_the_4326_messages(self):
        with open(LABELS, encoding="utf-8") as file:
            labels = {row["id"]: row["topic"] for row in csv.DictReader(file)}
        right = wrong = missed = 0
        seen = []
        for topic in self.topics_of(MESSAGES):
            ids = topic["ids"].split()
            named = [labels.get(one, "") for one in ids]
            name = max(sorted(set(named)), key=named.count)
            seen.append(name)
            right += named.count(name)
            wrong += len(ids) - named.count(name)
            missed += sum(1 for one, label in labels.items() if label == name and one not in ids)
        print(f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}")
        self.assertEqual(sorted(seen),
                         ["bundled_parking", "concrete_plant", "lost_loans", "shop_fumes", "talent_subsidy"])
        self.assertGreater(right / (right + wrong), 0.93)
        self.assertGreater(right / (right + missed), 0.85)


if __name__ == "__main__":
    unittest.main()
