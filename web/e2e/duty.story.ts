import { describe, expect, test } from "vitest";
import { pngOf } from "./pictures";
import { setStage } from "./stage";
import { storesOf } from "./world";

// A quarrel between neighbours that a mediator settles, and a leader's day at the platform with an agent beside.

describe.each(storesOf("PostgreSQL"))("on %s", (engine) => {
  const stage = setStage({ engine });
  const kTablet = { width: 1024, height: 768 };
  const kMediator = "mediator.t46010501";

  async function quarrel(): Promise<string> {
    const api = await stage.api("dispatcher");
    const opened = await api.post<{ id: string }>("/api/v1/cases", {
      channel: "phone",
      type: "complaint",
      category: "020701",
      place: "460105001001",
      caller: { name: "测试来电人", phone: "10038000003" },
      narrative: {
        title: "楼上漏水泡坏楼下天花板",
        content: "楼上卫生间漏水，楼下天花板泡坏，两家谈不拢赔偿。",
      },
    });
    await api.post(`/api/v1/cases/${opened.id}/dispatch`, { lead: "T46010501" });
    return opened.id;
  }
  async function offer(about: string, name: string) {
    const desk = await stage.api("people_desk");
    const body = { case_id: about, unit: "T46010501", person: name, text: "请调解漏水赔偿纠纷" };
    return desk.post<{ id: string }>("/api/v1/offers", body);
  }

  test("an offer is accepted in time, the two sides sit together, and the paper is kept", async () => {
    const mediator = await stage.person(kMediator, "/mediation");
    const { page } = mediator;
    const about = await quarrel();
    await offer(about, "SFS001");
    // It comes by itself, among those that others have.
    await page.locator(".mediation-row").filter({ hasText: about }).click();
    await mediator.says("请调解漏水赔偿纠纷");
    await mediator.says("楼上漏水泡坏楼下天花板");
    await mediator.says(/请在 .+ 前答复/);
    await mediator.says("请 秀英街道司法所 办理");
    expect(await mediator.barriers()).toEqual([]);
    await mediator.picture("mediation-offer");
    await page.getByRole("button", { name: "接受", exact: true }).click();
    await mediator.button("立案调解").click();
    await page.getByLabel(/双方是谁/).fill("楼上住户与楼下住户，天花板赔偿");
    await page.getByRole("form", { name: "立案调解" }).getByRole("button", { name: "立案调解" }).click();
    await mediator.button("记录一次调解").click();
    expect(await mediator.button("达成协议").isDisabled()).toBe(true);
    // What is typed is kept through a reload.
    await page.getByLabel(/谁到场/).fill("双方到场，楼上同意修复并赔偿一千二百元");
    await page.reload();
    await mediator.button("记录一次调解").click();
    expect(await page.getByLabel(/谁到场/).inputValue()).toContain("一千二百元");
    await page
      .getByRole("form", { name: "记录一次调解" })
      .getByRole("button", { name: "记录一次调解" })
      .click();
    await mediator.says("调解 1 次");
    await mediator.says("调解人：秀英街道司法所");
    await mediator.button("达成协议").click();
    const form = page.getByRole("form", { name: "达成协议" });
    await form.getByLabel(/协议内容/).fill("三日内修复，赔偿一千二百元");
    const inThreeDays = new Date(Date.now() + 80 * 3_600_000).toISOString().slice(0, 16);
    await form.getByLabel("履行期限").fill(inThreeDays);
    await form.getByRole("button", { name: "达成协议" }).click();
    await mediator.says("请选择双方签字的协议书");
    const paper = { name: "协议书.png", mimeType: "image/png", buffer: pngOf(800, 600) };
    await form.getByLabel("协议书（照片或 PDF）").setInputFiles(paper);
    await page.mouse.move(0, 0);
    expect(await mediator.barriers()).toEqual([]);
    await form.getByRole("button", { name: "达成协议" }).click();
    await mediator.says("查看协议书");
    expect(await mediator.barriers()).toEqual([]);
    await page.getByText("已记录").last().waitFor({ state: "hidden" });
    await mediator.picture("mediation");
  });

  test("who cannot, says why, and the next one is asked", async () => {
    const about = await quarrel();
    const asked = await offer(about, "SFS001");
    const mediator = await stage.person(kMediator, `/mediation?document=${asked.id}`, {
      ...kTablet,
      theme: "dark",
    });
    const { page } = mediator;
    await mediator.button("谢绝").click();
    const form = page.getByRole("form", { name: "谢绝" });
    await form.getByRole("button", { name: "谢绝" }).click();
    await form.getByText("请填写").waitFor();
    await form.getByLabel(/不能接受的理由/).fill("与一方是亲属，须回避");
    expect(await mediator.barriers()).toEqual([]);
    await form.getByRole("button", { name: "谢绝" }).click();
    await mediator.says("已谢绝");
    const desk = await stage.api("people_desk");
    const document = await desk.get<{ body: { asks: { outcome: string }[] } }>(
      `/api/v1/documents/${asked.id}`,
    );
    expect(document.body.asks[0]?.outcome).toBe("declined");
  });

  test("the leader's day: sign in, read, order, call back with the agent beside, hand over", async () => {
    const supervisor = await stage.api("supervisor");
    const api = await stage.api("unit_officer.d460105");
    // Two citizens of the district wait to be asked.
    for (const title of ["路灯不亮", "路灯时亮时灭"]) {
      const dispatcher = await stage.api("dispatcher");
      const made = await dispatcher.post<{ id: string }>("/api/v1/cases", {
        channel: "phone",
        type: "help",
        category: "010304",
        place: "460105001",
        caller: { name: "测试来电人", phone: "10038000004" },
        narrative: { title, content: `秀英街道${title}，请处理` },
      });
      await dispatcher.post(`/api/v1/cases/${made.id}/dispatch`, { lead: "D460105" });
      await api.post(`/api/v1/cases/${made.id}/acknowledge`);
      await api.post(`/api/v1/cases/${made.id}/contact`, { reached: true, note: "已联系" });
      await api.post(`/api/v1/cases/${made.id}/finish`, {
        substantiated: "yes",
        solved: "yes",
        done: "已换灯泡",
        reply: "已经修好，感谢反映。",
      });
      await supervisor.post(`/api/v1/cases/${made.id}/review`, { accept: true });
    }
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const shift = await supervisor.post<{ id: string }>("/api/v1/duty-shifts", {
      unit: "D460105",
      leader: "leader.d460105",
      from: at(1),
      to: at(480),
    });
    const path = `/duty?shift=${shift.id}`;
    const leader = await stage.person("leader.d460105", "/", kTablet);
    await leader.page.waitForURL(/\/duty/);
    // At some hours the demo has planned a shift of theirs, too, and the nearest is shown: this one is ours.
    await leader.go(path);
    await leader.button("签到上岗").click();
    await leader.says("值班中");
    await leader.says(/超期 \d+ 件/);
    expect(await leader.barriers()).toEqual([]);
    await leader.page.getByText("已签到").waitFor({ state: "hidden" });
    await leader.picture("duty-package");

    await leader.go(`${path}&tab=calls`);
    await leader.says(/0 \/ \d+ 已接通/);
    const agent = await stage.person("agent", `${path}&tab=calls`);
    await agent.says(/已接通/);
    const form = agent.page.getByRole("form", { name: "登记回访" });
    await form.getByText("是", { exact: true }).first().click();
    await form.getByText("满意", { exact: true }).first().click();
    await form.getByLabel("群众原话").fill("修好了，谢谢领导亲自打电话");
    expect(await agent.barriers()).toEqual([]);
    await agent.picture("duty-calls");
    await form.getByRole("button", { name: "登记回访" }).click();
    await agent.says("回访已登记");
    // The leader sees the agent's entry without touching anything.
    await leader.says(/1 \/ \d+ 已接通/);

    await leader.go(`${path}&tab=orders`);
    await leader.page.getByLabel(/要办什么/).fill("沿街再查一遍路灯，不亮的当天换");
    await leader.page.getByRole("combobox").last().fill("秀英街道");
    await leader.page.keyboard.press("Enter");
    const due = new Date(Date.now() + 8 * 3_600_000 + 86_400_000).toISOString().slice(0, 16);
    await leader.page.getByLabel(/何时办完/).fill(due);
    await leader.page.getByRole("form", { name: "交办" }).getByRole("button", { name: "交办" }).click();
    await leader.says("办理中");
    expect(await leader.barriers()).toEqual([]);

    const street = await stage.person("unit_officer.t46010501", `${path}&tab=orders`);
    await street.says("沿街再查一遍路灯");
    await street.button("反馈落实情况").click();
    const answer = street.page.getByRole("form", { name: "反馈落实情况" });
    await answer.getByLabel(/办得怎样/).fill("查 86 盏，换 3 盏");
    await answer.getByRole("button", { name: "反馈落实情况" }).click();
    await leader.says("查 86 盏，换 3 盏");
    await leader.says("已落实");
    await leader.picture("duty-orders");

    await leader.go(`${path}&tab=log`);
    await leader.page.getByLabel(/值班中的情况/).fill("上午来电较多，主要是路灯");
    await leader.page.getByRole("form", { name: "记一笔" }).getByRole("button", { name: "记一笔" }).click();
    await leader.says("上午来电较多，主要是路灯");
    await leader.button("交班").click();
    await leader.page.getByLabel(/交给下一班的话/).fill("路灯已查完，一处待复查");
    await leader.page.getByRole("form", { name: "交班" }).getByRole("button", { name: "交班" }).click();
    await leader.says("已交班");
    expect(await leader.barriers()).toEqual([]);
    await leader.picture("duty-log");
  });
});
