import type { lazy } from "react";
import type { zh } from "@/text/zh";

// The one table of pages: path, who sees it, and the key that opens it. A page is one folder.
export interface PageEntry {
  path: string;
  text: `menu.${keyof (typeof zh)["menu"]}`;
  /// Any of these opens it.
  permissions: string[];
  /// All of these, too: tells a desk from others who may open a case.
  also?: string[];
  key: string;
}

export const kPages: PageEntry[] = [
  { path: "/desk", text: "menu.desk", permissions: ["open"], also: ["answer_at_desk"], key: "1" },
  { path: "/dispatch", text: "menu.dispatch", permissions: ["dispatch"], also: ["rule_return"], key: "2" },
  { path: "/grid", text: "menu.grid", permissions: ["mobilise"], key: "g" },
  { path: "/unit", text: "menu.unit", permissions: ["acknowledge", "finish"], key: "3" },
  { path: "/mediation", text: "menu.mediation", permissions: ["mediate"], key: "n" },
  {
    path: "/duty",
    text: "menu.duty",
    permissions: ["instruct", "plan_duty", "answer_at_desk", "finish"],
    key: "d",
  },
  { path: "/review", text: "menu.review", permissions: ["review"], key: "4" },
  { path: "/callback", text: "menu.callback", permissions: ["callback"], key: "5" },
  { path: "/cases", text: "menu.cases", permissions: ["view"], key: "6" },
  {
    path: "/supervision",
    text: "menu.supervision",
    permissions: ["supervise", "sign", "instruct"],
    key: "s",
  },
  { path: "/discipline", text: "menu.discipline", permissions: ["discipline"], key: "j" },
  {
    path: "/figures",
    text: "menu.figures",
    permissions: ["export", "supervise", "instruct", "discipline"],
    key: "f",
  },
  {
    path: "/knowledge",
    text: "menu.knowledge",
    permissions: ["answer_at_desk", "write_knowledge", "review_knowledge"],
    key: "k",
  },
  { path: "/training", text: "menu.training", permissions: ["answer_at_desk", "train"], key: "e" },
  {
    path: "/quality",
    text: "menu.quality",
    permissions: ["check_quality", "answer_at_desk", "request_appeal"],
    key: "q",
  },
  { path: "/topics", text: "menu.topics", permissions: ["supervise", "instruct", "merge"], key: "t" },
  { path: "/map", text: "menu.map", permissions: ["supervise", "dispatch", "instruct", "sign"], key: "m" },
  { path: "/users", text: "menu.users", permissions: ["administer"], key: "7" },
  { path: "/outbox", text: "menu.outbox", permissions: ["resend_outbox"], key: "8" },
  { path: "/looks", text: "menu.looks", permissions: ["audit"], key: "a" },
  { path: "/access", text: "menu.access", permissions: ["audit"], key: "r" },
  { path: "/links", text: "menu.links", permissions: ["resend_outbox", "administer"], key: "l" },
  { path: "/city", text: "menu.city", permissions: ["administer", "verify"], key: "9" },
];

export type May = (...permissions: string[]) => boolean;

export const pagesFor = (may: May) =>
  kPages.filter((page) => may(...page.permissions) && (page.also ?? []).every((each) => may(each)));

export type LazyPage = ReturnType<typeof lazy>;
