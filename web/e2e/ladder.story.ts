import type { Locator } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { setStage } from "./stage";
import { type Person, storesOf } from "./world";

// The illegal extension: two rounds that led nowhere, units at one table, and in the end the discipline inspection.

/// Makes an appointment that comes soon: on a slow day the nearest is over before it is made.
async function soon(make: (at: number) => Promise<unknown>): Promise<number> {
  for (const ahead of [1500, 6000]) {
    const at = Date.now() + ahead;
    try {
      await make(at);
      return at;
    } catch (fault) {
      if (!String(fault).includes("time_too_early")) throw fault;
    }
  }
  const at = Date.now() + 30_000;
  await make(at);
  return at;
}

const inTwentyDays = () => `${new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)}T18:00`;

describe.each(storesOf("PostgreSQL"))("on %s", (engine) => {
  const stage = setStage({ engine });
  let number = "";

  beforeAll(async () => {
    const desk = await stage.api("dispatcher");
    const { id } = await desk.post<{ id: string }>("/api/v1/cases", {
      channel: "phone",
      type: "complaint",
      category: "010603",
      place: "460105001",
      caller: { name: "测试来电人", phone: "10038000011" },
      narrative: {
        title: "邻居在一楼院内违建扩建",
        content: "加建了一间房，占了公共通道，反映两次都没有拆。",
      },
    });
    await desk.post(`/api/v1/cases/${id}/dispatch`, { lead: "D460105" });
    number = id;
  });

  /// Picks one of a list by its words.
  async function choose(form: Locator, label: string, option: string) {
    await form.getByLabel(label).click();
    await form.page().locator(".ant-select-item-option", { hasText: option }).last().click();
  }

  async function climb(supervisor: Person, rung: string, trigger: string, reason: string) {
    await supervisor.button("提到某一级").click();
    const form = supervisor.page.getByRole("form", { name: "提到某一级" });
    await choose(form, "提到", rung);
    await choose(form, "事由", trigger);
    await form.getByLabel("说明（写进文书）").fill(reason);
    await form.getByRole("button", { name: /提到某一级/ }).click();
    await form.waitFor({ state: "hidden" });
  }

  test("the supervisor sends an order, and the unit's head answers it with his name", async () => {
    const supervisor = await stage.person("supervisor", `/cases/${number}?tab=climb`);
    await supervisor.says("这件工单没有进入督办");
    await climb(supervisor, "督办单", "推诿扯皮", "两次答复都说已责令整改，现场没有动工。");
    await supervisor.page.locator(".rung.is-reached", { hasText: "督办单" }).waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("case-climb");

    const head = await stage.person("unit_head.d460105", "/supervision?view=orders");
    await head.rows().filter({ hasText: number }).click();
    await head.says("两次答复都说已责令整改");
    await head.button("签收").click();
    await head.page.getByRole("form", { name: "签收" }).getByRole("button", { name: /签收/ }).click();
    // An answer may come first, too; one that is begun before the receipt is in would be held up.
    await head.page.locator(".case-head .badge", { hasText: "办理中" }).waitFor();
    await head.button("答复").click();
    const form = head.page.getByRole("form", { name: "答复" });
    await form.getByRole("button", { name: /答复/ }).click();
    await form.getByText("请填写").waitFor();
    await form.getByLabel(/^答复/).fill("已约谈当事人，将于月底前自行拆除。");
    await form.getByLabel(/^答复/).press("Control+Enter");
    await head.page.locator(".case-head .badge", { hasText: "反馈待审" }).waitFor();
    expect(await head.barriers()).toEqual([]);
    await head.picture("supervision-unit");
  });

  test("a visit finds nothing done; the supervisor watches what climbs and calls units to one table", async () => {
    const supervisor = await stage.person("supervisor", "/supervision?view=orders");
    await supervisor.rows().filter({ hasText: number }).click();
    await supervisor.says("已约谈当事人");
    await supervisor.button("现场核实").click();
    const visit = supervisor.page.getByRole("form", { name: "现场核实" });
    await visit.getByLabel("现场情况").fill("违建仍在，没有拆除迹象。");
    await visit.getByLabel("现场情况").press("Control+Enter");
    await supervisor.says("不属实");
    await supervisor.button("退回重办").click();
    const back = supervisor.page.getByRole("form", { name: "退回重办" });
    await back.getByLabel("退回理由").fill("与现场不符");
    await back.getByLabel("退回理由").press("Control+Enter");
    await supervisor.page.locator(".case-head .badge", { hasText: "办理中" }).waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("supervision-order");

    await supervisor.go(`/supervision?view=feed&id=${number}`);
    await supervisor.rows().first().waitFor();
    await supervisor.page.locator(".rung.is-reached", { hasText: "督办单" }).waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("supervision");
    await climb(supervisor, "联席会议", "职责争议", "区、街道、综合执法互相推脱，请编办、司法局到会。");
    await supervisor.page.locator(".rung.is-reached", { hasText: "联席会议" }).waitFor();
  });

  test("the conference meets, its minutes set tasks, and a unit reports one done", async () => {
    const api = await stage.api("supervisor");
    const { items } = await api.get<{ items: { id: string }[] }>(
      `/api/v1/documents?kind=joint_conference&case=${number}`,
    );
    const paper = items[0]?.id ?? "";
    const meets = await soon((at) =>
      api.post(`/api/v1/joint-conferences/${paper}/schedule`, { meets_at: new Date(at).toISOString() }),
    );
    const supervisor = await stage.person("supervisor", `/documents/${paper}`);
    await expect.poll(() => Date.now() > meets, { timeout: 60_000 }).toBe(true);
    await supervisor.button("记到会").click();
    const hold = supervisor.page.getByRole("form", { name: "记到会" });
    await hold.getByRole("checkbox").first().check();
    await hold
      .getByLabel(/参会人$/)
      .first()
      .fill("演示到会人");
    await hold.getByRole("button", { name: "记到会" }).click();
    await supervisor.says("到会情况");

    await supervisor.button("写纪要").click();
    const minutes = supervisor.page.getByRole("form", { name: "写纪要" });
    await minutes.getByRole("button", { name: "写纪要" }).click();
    await minutes.getByText("请写纪要").waitFor();
    await minutes.getByLabel("会议纪要").fill("由秀英区牵头拆除，市综合执法局认定，月底前完成。");
    await minutes.getByLabel("完成时间").first().fill(inTwentyDays());
    await minutes.getByLabel("任务内容").first().fill("下达限期拆除通知并组织拆除");
    await minutes.getByRole("button", { name: "写纪要" }).click();
    await supervisor.says("1 项未完成，共 1 项");
    await supervisor.says("由秀英区牵头拆除");
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("conference");
    await supervisor.button("完成 1").click();
    const done = supervisor.page.getByRole("form", { name: "完成" });
    await done.getByLabel("做了什么").fill("限期拆除通知已送达，当事人拒不执行。");
    await done.getByLabel("做了什么").press("Control+Enter");
    await supervisor.page.locator(".case-head .badge", { hasText: "已办结" }).waitFor();
  });

  test("what still does not move goes to the inspection with its whole trace", async () => {
    const supervisor = await stage.person("supervisor", `/cases/${number}?tab=climb`);
    await climb(supervisor, "移送纪检监督", "不作为", "督办、联席会议之后仍未拆除。");
    await supervisor.button("移送纪委").click();
    const over = supervisor.page.getByRole("form", { name: "移送纪委" });
    await over.getByLabel("移送说明").fill("请依规处理");
    await over.getByLabel("移送说明").press("Control+Enter");
    await over.waitFor({ state: "hidden" });

    const inspector = await stage.person("discipline", "/discipline");
    await inspector.rows().filter({ hasText: number }).click();
    await inspector.says("督办、联席会议之后仍未拆除");
    await inspector.says("移送卷宗");
    await inspector.button("受理").click();
    const accept = inspector.page.getByRole("form", { name: "受理" });
    await accept.getByLabel("受理意见").fill("已受理，调阅卷宗");
    await accept.getByLabel("受理意见").press("Control+Enter");
    await inspector.page.locator(".case-head .badge", { hasText: "已受理" }).waitFor();
    await inspector.button("录入结果").click();
    const close = inspector.page.getByRole("form", { name: "录入结果" });
    await choose(close, "处理结果", "责令整改");
    await close.getByLabel("处理情况").fill("责令秀英区立即拆除，拆除通知已送达。");
    await close.getByLabel("处理情况").press("Control+Enter");
    await inspector.page.locator(".case-head .badge", { hasText: "已办结" }).waitFor();
    expect(await inspector.barriers()).toEqual([]);
    await inspector.picture("discipline");
    await inspector.go("/discipline?view=feed&grade=red");
    await inspector.rows().filter({ hasText: number }).waitFor();
    expect(await inspector.barriers()).toEqual([]);
    await inspector.picture("discipline-feed");
  });
});
