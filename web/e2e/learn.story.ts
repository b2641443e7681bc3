import { describe, expect, test } from "vitest";
import { setStage } from "./stage";
import { type Api, storesOf } from "./world";

// Those who listen and learn: what many people bring, what the desk answers from, who may sit at it, and how good
// the answers are.

describe.each(storesOf("SQLite"))("on %s", (engine) => {
  const stage = setStage({ engine, pastDays: 20 });

  test("what many people bring, and the cases behind it", async () => {
    const supervisor = await stage.person("supervisor", "/topics");
    const { page } = supervisor;
    await page.locator(".topic").nth(1).waitFor();
    expect(await page.locator(".topic").count()).toBeLessThanOrEqual(5);
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
    const supervisor = await stage.person("supervisor", "/topics");
    const { page } = supervisor;
    const desk = await stage.api("agent");
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
    // At a busy hour the demo itself may be more than its quiet past: this one is ours.
    const warning = page.locator(".surge.is-open", { hasText: "秀英街道 · 供水" }).first();
    await warning.click();
    // It grows with each neighbour, and a form that was opened before the last would be held up.
    await page
      .locator(".topic-head .case-sub")
      .getByText(/^(9|[1-9]\d+) 件$/)
      .waitFor();
    await page.getByRole("button", { name: "转为事件" }).click();
    const form = page.getByRole("form", { name: "转为事件" });
    await form.getByLabel(/牵头单位/).fill("水务集团");
    await page.keyboard.press("Enter");
    await form.getByLabel(/研判意见/).fill("主管道爆裂，抢修中");
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("topics-surge");
    await form.getByRole("button", { name: /转为事件/ }).click();
    await page.locator(".surge.is-active .badge", { hasText: "已转事件" }).waitFor();
    // Whoever reads the whole city's cases sees it, in their language; ending it is the supervisor's.
    const dispatcher = await stage.person("dispatcher", page.url().split("/app")[1] ?? "", {
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

  test("a unit writes what the desk is to say, the hotline reviews it, an agent answers with it", async () => {
    const officer = await stage.person("unit_officer.m045", "/knowledge");
    const { page } = officer;
    await officer.button("写知识").click();
    const form = page.getByRole("form", { name: "提交审核" });
    await form.getByLabel(/标题/).fill("政务大厅开放时间");
    await form.getByLabel(/群众怎么问/).fill("大厅几点开门\n周末能办事吗");
    await form.getByLabel(/答复口径/).fill("政务大厅工作日九点到五点半开放，午间不休息。");
    await form.getByLabel(/完整答复/).fill("工作日 09:00 至 17:30 开放，午间不休息。法定节假日不开放。");
    await form.getByLabel(/适用分类/).fill("政务");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    expect(await officer.barriers()).toEqual([]);
    await officer.picture("knowledge-write");
    await form.getByRole("button", { name: /提交审核/ }).click();
    await page.locator(".case-head .badge", { hasText: "待审核稿" }).waitFor();

    const supervisor = await stage.person("supervisor", "/knowledge?view=work");
    await supervisor.rows().first().click();
    await supervisor.button("通过发布").click();
    const approval = supervisor.page.getByRole("form", { name: "通过发布" });
    await approval.getByRole("button", { name: /通过发布/ }).click();
    await page.locator(".case-head .badge", { hasText: "已发布" }).waitFor();

    const agent = await stage.person("agent", "/", { width: 1920, height: 1080 });
    await agent.page.getByRole("textbox", { name: "内容" }).fill("请问政务大厅周末能办事吗");
    await agent.page.keyboard.press("Alt+a");
    await agent.page.getByLabel("依据的知识条目").fill("政务大厅 开放");
    await agent.page.locator(".article-option", { hasText: "政务大厅开放时间" }).click();
    expect(await agent.page.getByRole("textbox", { name: /答复内容/ }).inputValue()).toContain(
      "九点到五点半",
    );
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("desk-article");
    await agent.page.keyboard.press("Control+Enter");
    await agent.says("已登记");
    await agent.go("/knowledge");
    await agent.page.getByLabel("查找知识").fill("大厅几点开门");
    await agent.rows().filter({ hasText: "政务大厅开放时间" }).waitFor();
    await agent.page.keyboard.press("ArrowDown");
    await agent.says("已用于 1 件答复");
    await agent.button("有用").click();
    await agent.page.locator(".rating-row b", { hasText: "1" }).waitFor();
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("knowledge");
  });

  test("a revision shows what it changes, and what nobody could answer becomes a task", async () => {
    const officer = await stage.person("unit_officer.m045", "/knowledge?q=政务大厅开放时间");
    const { page } = officer;
    await officer.rows().filter({ hasText: "政务大厅开放时间" }).click();
    await officer.button("修订").click();
    const form = page.getByRole("form", { name: "提交修订" });
    await form.getByLabel(/完整答复/).fill("工作日 09:00 至 17:30 开放，午间不休息。周六上午也可办理。");
    await form.getByRole("button", { name: /提交修订/ }).click();
    const supervisor = await stage.person("supervisor", "/knowledge?view=work", {
      width: 1680,
      height: 1000,
      theme: "dark",
    });
    await supervisor.rows().filter({ hasText: "政务大厅开放时间" }).click();
    await supervisor.page.locator("ins", { hasText: "周六上午也可办理" }).waitFor();
    await supervisor.page.locator("del", { hasText: "法定节假日不开放" }).waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("knowledge-review-dark");

    const agent = await stage.person("agent", "/knowledge");
    await agent.page.getByLabel("查找知识").fill("鲸鱼搁浅");
    await agent.says("没有查到");
    const report = agent.page.getByRole("form", { name: "提交知识缺口" });
    await report.getByLabel(/分类/).fill("停水");
    await agent.page.keyboard.press("Enter");
    await report.getByRole("button", { name: /提交知识缺口/ }).click();
    await agent.page.locator(".case-head .badge", { hasText: "待补充" }).waitFor();
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("knowledge-gap");
  });

  /// Enough questions for a paper: what one trainer proposes, another lets be asked.
  async function fillBank(count: number) {
    const supervisor = await stage.api("supervisor");
    const administrator = await stage.api("administrator");
    const { unit } = await supervisor.get<{ unit: string }>("/api/v1/me");
    await administrator.post("/api/v1/users", {
      login: "trainer",
      name: "演示培训员",
      password: "liandong-demo",
      unit,
      roles: ["supervisor"],
    });
    const trainer = await stage.api("trainer");
    for (let n = 1; n <= count; n += 1) {
      const { id } = await supervisor.post<{ id: string }>("/api/v1/questions", {
        topic: "030101",
        article: "water-outage@1",
        text: `停水来电第 ${n} 问：先做什么？`,
        options: "问清小区和楼栋\n直接派单\n请拨其他号码",
        right: [1],
      });
      await trainer.post(`/api/v1/questions/${id}/approve`);
    }
  }

  test("a question is reviewed, an exam is sat over a reload, and its certificate says until when", async () => {
    const kPaperQuestions = 20;
    await fillBank(kPaperQuestions);
    const trainer = await stage.person("trainer", "/training?view=bank");
    await trainer.button("出题").click();
    const form = trainer.page.getByRole("form", { name: "提交题目" });
    await form.getByLabel(/考什么分类/).fill("停水");
    await trainer.page.keyboard.press("Enter");
    await form.getByLabel(/^题目/).fill("整片停水按什么件派单？");
    await form.getByLabel(/选项/).first().fill("紧急件\n普通件");
    await form.getByLabel(/正确答案/).fill("C");
    await form.getByRole("button", { name: /提交题目/ }).click();
    await trainer.says("正确答案请写选项的字母");
    await form.getByLabel(/正确答案/).fill("A");
    await form.getByRole("button", { name: /提交题目/ }).click();
    await trainer.page.locator(".bank-options .is-right", { hasText: "紧急件" }).waitFor();
    const supervisor = await stage.person("supervisor", "/training?view=bank", {
      width: 1680,
      height: 1000,
      theme: "dark",
    });
    await supervisor.rows().filter({ hasText: "整片停水" }).click();
    await supervisor.button("入库").waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("training-bank-dark");

    const agent = await stage.person("agent", "/training");
    const { page } = agent;
    await agent.button("开始考试").click();
    await page
      .locator("fieldset.question")
      .nth(kPaperQuestions - 1)
      .waitFor();
    const option = (no: number, at: number) =>
      page.locator("fieldset.question").nth(no).locator("label.option").nth(at);
    await option(0, 1).click();
    await page.reload();
    await page.getByText(`已答 1 / ${kPaperQuestions} 题`).waitFor();
    expect(await option(0, 1).getByRole("radio").isChecked()).toBe(true);
    for (let no = 1; no < kPaperQuestions; no += 1) await option(no, 0).click();
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("exam");
    await agent.button("交卷").click();
    await page.locator(".exam-percent", { hasText: "95%" }).waitFor();
    await agent.says("合格证书");
    await page.locator(".option.is-wrong").waitFor();
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("exam-result");
  });

  test("a record is scored beside its case, its agent appeals, and a second person decides", async () => {
    const desk = await stage.api("agent");
    const { id: about } = await desk.post<{ id: string }>("/api/v1/cases", {
      channel: "phone",
      type: "help",
      category: "030101",
      place: "460105001",
      narrative: { title: "金沙湾小区停水", content: "来电人称小区停水，请尽快恢复供水。" },
    });
    const checks = await stage.api("quality");
    const { id } = await checks.post<{ id: string }>("/api/v1/quality-checks", {
      case_id: about,
      subject: "record",
    });
    const kMatter = "事项要素完整：时间、地点、对象、诉求";
    const scorer = await stage.person("quality", `/quality?id=${id}`);
    const state = (person: typeof scorer, word: string) =>
      person.page.locator(".case-head .badge", { hasText: word }).waitFor();
    await scorer.says("来电人称小区停水");
    const sheet = scorer.page.getByRole("form", { name: "提交评分" });
    await sheet.getByLabel(kMatter, { exact: true }).fill("25");
    await scorer.page.keyboard.press("Control+Enter");
    await scorer.says("扣分的项目请写明理由");
    await sheet.getByLabel(`扣分理由：${kMatter}`).fill("没有写明从几点开始停水");
    expect(await scorer.barriers()).toEqual([]);
    await scorer.picture("quality-score");
    await scorer.page.keyboard.press("Control+Enter");
    await state(scorer, "已评分");
    await scorer.page.locator(".check-score b", { hasText: "95" }).waitFor();

    const agent = await stage.person("agent", "/quality");
    await agent.rows().filter({ hasText: about }).click();
    await agent.says("没有写明从几点开始停水");
    await agent.button("提出申诉").click();
    const appeal = agent.page.getByRole("form", { name: "提出申诉" });
    await appeal.getByLabel(/申诉理由/).fill("来电人说不清时间，录音可查");
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("quality-appeal");
    await appeal.getByRole("button", { name: /提出申诉/ }).click();
    await state(agent, "申诉中");

    const supervisor = await stage.person("supervisor", `/quality?id=${id}`, {
      width: 1680,
      height: 1000,
      theme: "dark",
    });
    const decision = supervisor.page.getByRole("form", { name: "提交复核" });
    await decision.getByText("重新评分").click();
    await decision.getByLabel(kMatter, { exact: true }).fill("30");
    await decision.getByLabel("复核意见").fill("已核对录音，申诉属实");
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("quality-decide-dark");
    await decision.getByRole("button", { name: /提交复核/ }).click();
    await state(supervisor, "已改分");
    await agent.page.reload();
    await state(agent, "已改分");
    await supervisor.page.getByText("平均分", { exact: true }).click();
    await supervisor.page.getByRole("table").first().waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("quality-means-dark");
  });

  test("a reviewer sees beside the answer what is wrong with it", async () => {
    const desk = await stage.api("dispatcher");
    const officer = await stage.api("unit_officer.d460105");
    const { id } = await desk.post<{ id: string }>("/api/v1/cases", {
      channel: "phone",
      type: "complaint",
      category: "010603",
      place: "460105001",
      narrative: { title: "楼顶搭铁皮棚", content: "海秀路 8 号楼顶搭了铁皮棚，下雨噪音大，要求拆除。" },
    });
    const say = (who: Api, command: string, body: object) => who.post(`/api/v1/cases/${id}/${command}`, body);
    await say(desk, "dispatch", { lead: "D460105" });
    await say(officer, "acknowledge", { assignment: 1 });
    await say(officer, "contact", { assignment: 1, method: "phone", reached: true, note: "已联系" });
    await say(officer, "finish", {
      assignment: 1,
      substantiated: "yes",
      caller_contacted: true,
      contacted_at: new Date().toISOString(),
      solved: "no",
      done: "已转有关部门",
      reply: "情况已知悉，我们将尽快处理。",
    });
    const supervisor = await stage.person("supervisor", `/review?case=${id}`);
    const check = supervisor.page.getByRole("region", { name: "答复质检" });
    await check.getByRole("listitem").first().waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("review-check");
  });
});
