import { describe, expect, test } from "vitest";
import { setStage } from "./stage";
import { storesOf } from "./world";

// The roof shed, from the call to the archive's door: each person in a browser of their own, all watching.

describe.each(storesOf("PostgreSQL"))("on %s", (engine) => {
  const stage = setStage({ engine });
  const kMatter = "秀英区秀英街道一家酒楼楼顶搭了铁皮棚，下雨天噪音很大，已经一个多月了。希望尽快拆除。";
  let number = "";

  test("the agent takes the call down with the keyboard alone, and the catalogue says whose it is", async () => {
    const agent = await stage.person("agent", "/", { width: 1920, height: 1080 });
    const { page } = agent;
    const keyboard = page.keyboard;
    await page.getByRole("textbox", { name: "电话" }).and(page.locator(":focus")).waitFor();
    await keyboard.type("10038000001");
    await keyboard.press("Tab");
    await keyboard.type("测试来电人");
    await page.getByRole("textbox", { name: "内容" }).focus();
    await keyboard.type(kMatter);
    await agent.says("秀英区 / 秀英街道");
    await page.getByRole("button", { name: /%/ }).first().waitFor();
    await keyboard.press("F2");
    await page.getByRole("button", { name: /%/, pressed: true }).waitFor();
    await agent.says(/将派往：/);
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("desk");
    await keyboard.press("Control+Enter");
    await agent.says("已登记");
    number = (await page.locator(".filed a").textContent()) ?? "";
    expect(number).toMatch(/^\d{15}$/);
    // The next call finds an empty form and the cursor in its first field.
    expect(await page.getByRole("textbox", { name: "内容" }).inputValue()).toBe("");
    await page.getByRole("textbox", { name: "电话" }).and(page.locator(":focus")).waitFor();
  });

  test("a matter that is open already is shown while she types, and danger is heard", async () => {
    const dark = "秀英街道路灯不亮，晚上一片漆黑";
    const caller = await stage.api("dispatcher");
    const said = await caller.post<{ category: string; place: string }>("/api/v1/propose", { text: dark });
    const { id } = await caller.post<{ id: string }>("/api/v1/cases", {
      channel: "phone",
      type: "help",
      category: said.category,
      place: said.place,
      narrative: { title: "路灯不亮", content: dark },
      dispatch: true,
    });
    const agent = await stage.person("agent", "/", { width: 1920, height: 1080 });
    const { page } = agent;
    const content = page.getByRole("textbox", { name: "内容" });
    await content.fill(dark);
    await page.locator(`.side-cases a[href$="/cases/${id}"]`).waitFor();
    await content.fill("秀英街道一户人家煤气泄漏，屋里味道很重，有老人被困");
    await agent.says("听出危险");
    await expect.poll(() => page.getByRole("checkbox", { name: /紧急/ }).isChecked()).toBe(true);
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("desk-danger");
    await content.fill("秀英街道路灯不亮");
    await page.getByText("听出危险").waitFor({ state: "detached" });
  });

  test("a draft survives a reload, and a second tab shows the same words", async () => {
    const agent = await stage.person("agent");
    const { page } = agent;
    await page.getByRole("textbox", { name: "内容" }).fill("路灯不亮");
    await page.reload();
    expect(await page.getByRole("textbox", { name: "内容" }).inputValue()).toBe("路灯不亮");
    const second = await agent.context.newPage();
    await second.goto(page.url());
    await second.getByText("也在另一个标签页打开").waitFor();
    await second.getByRole("textbox", { name: "内容" }).fill("路灯不亮，三天了");
    await expect
      .poll(() => page.getByRole("textbox", { name: "内容" }).inputValue())
      .toBe("路灯不亮，三天了");
  });

  test("the unit sees it, acknowledges, contacts and finishes; the dispatcher watches it happen", async () => {
    const api = await stage.api("dispatcher");
    const opened = await api.post<{ id: string }>("/api/v1/cases", {
      channel: "phone",
      type: "complaint",
      category: "010603",
      place: "460105001",
      caller: { name: "测试来电人", phone: "10038000002" },
      narrative: { title: "酒楼楼顶搭铁皮棚", content: kMatter },
    });
    await api.post(`/api/v1/cases/${opened.id}/dispatch`, { lead: "D460105" });
    const dispatcher = await stage.person("dispatcher", `/cases/${opened.id}`);
    await dispatcher.says("待签收");

    const officer = await stage.person("unit_officer.d460105", `/unit?view=sent&case=${opened.id}`);
    const { page } = officer;
    await page.getByRole("heading", { name: "酒楼楼顶搭铁皮棚" }).waitFor();
    expect(await officer.barriers()).toEqual([]);
    await officer.picture("unit");
    await page.keyboard.press("a");
    await officer.says(/签收：1 件完成/);
    // Another person's act appears by itself.
    await dispatcher.page.locator(".case-head .badge", { hasText: "办理中" }).waitFor();

    await officer.go(`/cases/${opened.id}`);
    await officer.button("联系群众").click();
    await page.getByLabel("号码、说了什么").fill("已联系来电人，约下午到场");
    await page.keyboard.press("Control+Enter");
    await officer.says("已联系群众");

    await officer.button("办结反馈").click();
    const form = page.getByRole("form", { name: "办结反馈" });
    await form.getByRole("button", { name: /办结反馈/ }).click();
    expect(await form.getByText("请填写").count()).toBeGreaterThan(0);
    await form.getByText("是", { exact: true }).first().click();
    await form.getByText("是", { exact: true }).nth(1).click();
    await form.getByLabel("做了什么").fill("现场核实属实，责令拆除，已复查");
    await form.getByLabel("给群众的答复").fill("楼顶铁皮棚已经拆除，感谢您的反映。");
    // The rules refuse a contact that is still to come; the form says so and keeps every word.
    await form.getByLabel("联系时间").fill("2099-01-01T09:00");
    await form.getByLabel("做了什么").press("Control+Enter");
    await form.getByText("时间不能晚于现在").waitFor();
    expect(await form.getByLabel("给群众的答复").inputValue()).toContain("已经拆除");
    await form.getByLabel("联系时间").fill("");
    await form.getByLabel("做了什么").press("Control+Enter");
    await page.locator(".case-head .badge", { hasText: "反馈待审" }).waitFor();
    number = opened.id;
  });

  test("the answer is judged, the citizen is asked, and anybody can check the trace in their browser", async () => {
    const supervisor = await stage.person("supervisor", `/review?case=${number}`);
    const { page } = supervisor;
    await supervisor.says("楼顶铁皮棚已经拆除");
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("review");
    await page.locator("main").focus();
    await page.keyboard.press("p");
    await supervisor.says(/通过：1 件完成/);

    const caller = await stage.person("caller_back", `/callback?case=${number}`);
    const form = caller.page.getByRole("form", { name: "回访" });
    await form.getByText("是", { exact: true }).first().click();
    await form.getByText("满意", { exact: true }).first().click();
    await form.getByLabel("群众原话").fill("拆了，谢谢");
    expect(await caller.barriers()).toEqual([]);
    await caller.picture("callback");
    await form.getByLabel("群众原话").press("Control+Enter");
    await caller.says(/回访：已完成/);

    await supervisor.go(`/cases/${number}?tab=proof`);
    // The signature follows within ten seconds; until then fewer steps are proved.
    await supervisor.button("开始核验").click();
    await supervisor.says(/核验通过/);
    await expect
      .poll(
        async () => {
          await supervisor.button("再次核验").click();
          return supervisor.text(/核验通过：\d+ 个步骤/).textContent();
        },
        { timeout: 60_000, interval: 2000 },
      )
      .toMatch(/核验通过：[6-9] 个步骤/);
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("case-proof");
  });

  test("who looks at a number says why, and that stands in the trace", async () => {
    const supervisor = await stage.person("supervisor", `/cases/${number}`);
    await supervisor.says("100****0002");
    await supervisor.button("查看完整信息").click();
    await supervisor.page.getByLabel("查看理由").fill("核实联系方式");
    await supervisor.button(/^查\s?看$/).click();
    await supervisor.says("10038000002");
    await supervisor.says("核实联系方式");
    await supervisor.button(/为什么是这个时间到期/).click();
    await supervisor.says("计时合计");
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("case-clock");
  });
});
