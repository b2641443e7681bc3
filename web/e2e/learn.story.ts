import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Api, kEngines, openBrowser, Person, Server } from "./world";

// Those who listen and learn: what many people bring, what the desk answers from, who may sit at it, and how good
// the answers are.

const kPastDays = 20;

describe.each(kEngines)("on %s", (engine) => {
  let server: Server;
  let browser: Browser;
  let people: Person[] = [];

  beforeAll(async () => {
    server = await Server.start("profiles/haikou", engine, kPastDays);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.end();
  });
  afterEach(async () => {
    const faults = people.flatMap((person) => person.faults);
    for (const person of people) await person.leave();
    people = [];
    expect(faults).toEqual([]);
  });

  async function person(login: string, path = "/", options: object = { width: 1680, height: 1000 }) {
    const someone = await Person.at(browser, server.site, options);
    people.push(someone);
    await someone.signIn(login, path);
    return someone;
  }

  test("what many people bring, and the cases behind it", async () => {
    const supervisor = await person("supervisor", "/topics");
    const { page } = supervisor;
    await page.locator(".topic").nth(1).waitFor();
    expect(await page.locator(".topic").count()).toBeLessThanOrEqual(5);
    await supervisor.says("目前没有异动");
    await supervisor.rows().first().locator(".badge").first().waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("topics");
    const second = page.locator(".topic").nth(1);
    const words = (await second.locator(".topic-words").textContent()) ?? "";
    await second.click();
    await page.getByRole("heading", { level: 2, name: words }).waitFor();
    expect(page.url()).toContain("topic=");
    await supervisor.rows().first().getByRole("link").click();
    await page.locator(".case-head").waitFor();
  });

  test("the water fails: a warning appears by itself, and somebody makes an incident of it", async () => {
    const supervisor = await person("supervisor", "/topics");
    const { page } = supervisor;
    await supervisor.says("目前没有异动");
    const desk = await Api.as(server.site, "agent");
    const kNeighbours = 9;
    for (let n = 0; n < kNeighbours; n += 1)
      await desk.post("/api/v1/cases", {
        channel: "phone",
        type: "help",
        category: "030101",
        place: "460105001",
        caller: { name: "测试来电人", phone: `1001234560${n}` },
        narrative: { title: "金沙湾小区停水", content: `从早上开始停水，${n + 1}号楼没有水。` },
        dispatch: true,
      });
    const warning = page.locator(".surge.is-open").first();
    await warning.click();
    await page.getByRole("button", { name: "转为事件" }).click();
    const form = page.getByRole("form", { name: "转为事件" });
    await form.getByLabel(/牵头单位/).fill("水务集团");
    await page.keyboard.press("Enter");
    await form.getByLabel(/研判意见/).fill("主管道爆裂，抢修中");
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("topics-surge");
    await form.getByRole("button", { name: /转为事件/ }).click();
    await page.locator(".surge .badge", { hasText: "已转事件" }).waitFor();
    // Whoever reads the whole city's cases sees it, in their language; ending it is the supervisor's.
    const dispatcher = await person("dispatcher", page.url().split("/app")[1] ?? "", {
      width: 1440,
      height: 900,
      language: "en",
      theme: "dark",
    });
    await dispatcher.says("Incident");
    await dispatcher.says("主管道爆裂，抢修中");
    expect(await dispatcher.page.getByRole("button", { name: "End", exact: true }).count()).toBe(0);
    expect(await dispatcher.barriers()).toEqual([]);
    await dispatcher.picture("topics-dark-english");
    await page.getByRole("button", { name: "结束", exact: true }).click();
    const end = page.getByRole("form", { name: "结束" });
    await end.getByLabel(/结束说明/).fill("已恢复供水");
    await end.getByRole("button", { name: /结束/ }).click();
    await page.locator(".case-head-top .badge", { hasText: "已结束" }).waitFor();
    await dispatcher.says("已恢复供水");
  });
});
