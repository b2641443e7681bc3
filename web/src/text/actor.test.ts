import { expect, it } from "vitest";
import { nameOf, whoOf } from "./actor";

const officer = {
  kind: "user" as const,
  kind_label: "工作人员",
  id: "7",
  name: "演示承办人",
  unit: "D",
  unit_name: "东区",
};

it("tells who did it by name and unit", () => {
  expect(whoOf(officer)).toBe("演示承办人 · 东区");
  expect(whoOf({ ...officer, kind: "system", kind_label: "系统" })).toBe("系统");
});

it("tells of an account that is not here by its unit alone", () => {
  const gone = { ...officer, id: "officer-D", name: "officer-D" };
  expect(nameOf(gone)).toBe("");
  expect(whoOf(gone)).toBe("东区");
  expect(whoOf({ ...gone, unit_name: "" })).toBe("工作人员");
});
