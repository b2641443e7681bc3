import { describe, expect, test } from "vitest";
import { setStage } from "./stage";
import { storesOf } from "./world";

// Half past ten at night, a car in front of the gate: asked for while the caller waits, and gone in three steps.

describe.each(storesOf("SQLite"))("on %s", (engine) => {
  const stage = setStage({ engine });
  const kAtDesk = { width: 1920, height: 1080 };
  let towed = "";

  /// Takes the call down, with the keyboard alone; the plate is read from what was said.
  async function call(plate: string) {
    const agent = await stage.person("agent", "/", kAtDesk);
    const { page } = agent;
    await page.getByRole("textbox", { name: "电话" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.type("10038000005");
    await page.getByRole("textbox", { name: "内容" }).focus();
    await page.keyboard.type(`一辆车${plate}堵住秀英街道小区大门，出不去，请车主挪车。`);
    await agent.says("秀英区 / 秀英街道");
    await page.keyboard.press("Alt+m");
    expect(await page.getByRole("textbox", { name: "车牌号" }).inputValue()).toBe(plate);
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("desk-car");
    await page.keyboard.press("Control+Enter");
    await agent.says("已登记");
    const number = (await page.locator(".filed a").textContent()) ?? "";
    const moving = page.getByRole("region", { name: "挪车" });
    await moving.getByText("已请求挪车").waitFor();
    return { agent, number, moving };
  }

  test("the owner is reached at the second try, and the car is gone before the caller hangs up", async () => {
    const { agent, number, moving } = await call("琼A00000");
    const { page } = agent;
    await page.keyboard.press("Alt+u");
    await moving.getByText("1 次没有联系上车主").waitFor();
    // The page is loaded anew, and the car still stands there.
    await page.reload();
    await moving.getByText("1 次没有联系上车主").waitFor();
    await moving.getByLabel("说明").fill("车主称十分钟内挪车");
    await page.keyboard.press("Alt+y");
    await moving.getByText("已联系上车主").waitFor();
    expect(await moving.getByLabel("说明").inputValue()).toBe("");
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("desk-car-moving");
    await page.keyboard.press("Alt+g");
    await moving.getByText("车已挪开").waitFor();

    await moving.getByRole("link", { name: number }).click();
    await page.locator(".case-head .badge", { hasText: "即时办结" }).waitFor();
    await agent.says("车主称十分钟内挪车");
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("case-car");
    // Nothing is left to do but the archive, and its clock runs.
    const desk = await stage.api("agent");
    const view = await desk.get<Closed>(`/api/v1/cases/${number}`);
    expect(view.car_move).toMatchObject({ contacts: 2, reached: true, moved: true });
    expect(view.assignments).toEqual([]);
    expect(view.clocks.filter((clock) => !clock.stopped_at).map((clock) => clock.kind)).toEqual(["archive"]);
  });

  test("nobody answers, and the traffic police on duty have it with the plate", async () => {
    const { agent, number, moving } = await call("琼A00001");
    const { page } = agent;
    await page.keyboard.press("Alt+u");
    await moving.getByText("1 次没有联系上车主").waitFor();
    await moving.getByRole("button", { name: /转交警/ }).click();
    await moving.getByText("没有挪开，已转交警").waitFor();
    await moving.getByRole("button", { name: "收起" }).click();
    await moving.waitFor({ state: "detached" });
    await agent.go(`/cases/${number}`);
    await page.locator(".case-head .badge", { hasText: "待签收" }).waitFor();
    await page.getByText(/交警/).first().waitFor();
    await agent.says("琼A00001");
    towed = number;
  });

  test("the police tow it, and only the archive is left", async () => {
    const administrator = await stage.api("administrator");
    const desk = await stage.api("agent");
    const unit = (await desk.get<Closed>(`/api/v1/cases/${towed}`)).assignments[0]?.unit ?? "";
    await administrator.post("/api/v1/users", {
      login: "police.duty",
      name: "演示交警值班员",
      password: "liandong-demo",
      unit,
      roles: ["unit_officer"],
    });
    const police = await stage.person("police.duty", `/cases/${towed}`);
    const { page } = police;
    await police.says("琼A00001");
    await police.button("签收").click();
    await page.getByRole("form", { name: "签收" }).getByRole("button", { name: /签收/ }).click();
    await page.locator(".case-head .badge", { hasText: "办理中" }).waitFor();
    await police.button("联系群众").click();
    await page.getByLabel("号码、说了什么").fill("已到场，告知拖车");
    await page.keyboard.press("Control+Enter");
    await police.says("已到场，告知拖车");
    await police.button("办结反馈").click();
    const form = page.getByRole("form", { name: "办结反馈" });
    await form.getByText("是", { exact: true }).first().click();
    await form.getByText("是", { exact: true }).nth(1).click();
    await form.getByLabel("做了什么").fill("车主失联，依法拖移至停车场");
    await form.getByLabel("给群众的答复").fill("堵门的车已经拖走，大门已经通行。");
    await form.getByLabel("做了什么").press("Control+Enter");
    await page.locator(".case-head .badge", { hasText: "反馈待审" }).waitFor();

    const supervisor = await stage.person("supervisor", `/review?case=${towed}`);
    await supervisor.says("堵门的车已经拖走");
    await supervisor.page.locator("main").focus();
    await supervisor.page.keyboard.press("p");
    await supervisor.says(/通过：1 件完成/);

    // Nobody asks again about a car that is gone: what is left is the archive.
    await page.locator(".case-head .badge", { hasText: "已办结" }).waitFor();
    await police.says("归档");
    const view = await desk.get<Closed>(`/api/v1/cases/${towed}`);
    expect(view.clocks.filter((clock) => !clock.stopped_at).map((clock) => clock.kind)).toEqual(["archive"]);
    await police.picture("case-car-towed");
  });
});

interface Closed {
  car_move: { contacts: number; reached: boolean; moved: boolean };
  assignments: { unit: string }[];
  clocks: { kind: string; stopped_at?: string }[];
}
