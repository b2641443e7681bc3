import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Line } from "./line";
import { pngOf } from "./pictures";
import { setStage } from "./stage";
import { storesOf } from "./world";

// The roof shed, from the grid worker's phone to the demolished shed; the network comes and goes on the way.

describe.each(storesOf("SQLite"))("on %s", (engine) => {
  const stage = setStage({ engine });
  let line: Line;
  let number = "";
  const kPhone = {
    width: 390,
    height: 844,
    position: { longitude: 110.2903, latitude: 20.0102, accuracy: 12 },
  };
  const kWorker = "grid_worker.t46010501";
  const kMatter = "得胜沙路酒楼楼顶搭了铁皮棚，雨天噪音大，住户已多次反映。";

  beforeAll(async () => {
    line = await Line.to(stage.site);
    stage.site = line.site;
  });
  afterAll(async () => {
    line?.end();
  });
  const photo = { name: "IMG_0001.png", mimeType: "image/png", buffer: pngOf(4000, 3000) };
  const ofGrid = async () => {
    const api = await stage.api("supervisor");
    const { items } = await api.get<{ items: { id: string; title: string }[] }>(
      "/api/v1/cases?channel=grid&limit=100",
    );
    return items.filter((line) => line.title.includes("铁皮棚"));
  };
  async function inspect(text: string): Promise<string> {
    const desk = await stage.api("people_desk");
    const order = {
      purpose: "inspection",
      about: number,
      unit: "T46010501",
      text,
      limit: { amount: 120, unit: "minutes" },
    };
    return (await desk.post<{ id: string }>("/api/v1/patrol-tasks", order)).id;
  }
  async function finish(done: string) {
    const officer = await stage.api("unit_officer.d460105");
    await officer.post(`/api/v1/cases/${number}/contact`, { reached: true, note: "已联系酒楼和住户" });
    await officer.post(`/api/v1/cases/${number}/finish`, {
      substantiated: "yes",
      solved: "yes",
      done,
      reply: "楼顶铁皮棚已经拆除。",
      overrule: "协办已到场",
    });
  }

  test("a report of three departments waits out a lost network, a reload and a server that restarts", async () => {
    const worker = await stage.person(kWorker, "/grid", kPhone);
    const { page, context } = worker;
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await worker.says("现在没有要去的地方");
    expect(await worker.barriers()).toEqual([]);

    await page.getByRole("link", { name: "网格", exact: true }).click();
    await worker.says("（您在这里）");
    await page
      .getByRole("link", { name: /给网格员|打电话/ })
      .first()
      .waitFor();
    expect(await worker.barriers()).toEqual([]);
    await worker.picture("grid-cell");

    await page.getByRole("link", { name: "上报" }).click();
    await worker.says(/误差约 12 米/);
    await page.getByLabel("拍照").setInputFiles(photo);
    // A photo of twelve megapixels takes its time; what is typed meanwhile stays.
    await page.getByLabel("发生了什么").fill(kMatter);
    await page.getByRole("img", { name: /现场1\.jpg/ }).waitFor();
    expect(await page.getByLabel("发生了什么").inputValue()).toBe(kMatter);
    await page.getByRole("button", { name: /本单位/ }).click();
    await page.getByRole("combobox").first().fill("秀英区人民政府");
    await page
      .getByRole("option", { name: /秀英区/ })
      .first()
      .waitFor({ state: "attached" });
    await page.keyboard.press("Enter");
    // The street had been tapped first; the district leads once the street was tapped again.
    await page.getByRole("button", { name: /主办/ }).click();
    await page.getByRole("button", { name: /本单位/ }).click();
    await page.getByRole("button", { name: /城管/ }).click();
    await page.getByRole("button", { name: "上报并通知 3 个部门" }).waitFor();
    expect(await worker.barriers()).toEqual([]);
    await worker.picture("grid-report");

    // Nothing typed is lost when the page is loaded anew.
    await page.reload();
    await page.getByRole("img", { name: /现场1\.jpg/ }).waitFor();
    expect(await page.getByLabel("发生了什么").inputValue()).toBe(kMatter);

    await context.setOffline(true);
    await page.getByRole("button", { name: "上报并通知 3 个部门" }).click();
    await worker.says("没有网络，有网自动上传");
    await worker.says("离线 · 1 条待发");
    expect(await worker.barriers()).toEqual([]);
    await worker.picture("grid-offline");
    await page.reload();
    await worker.says("离线 · 1 条待发");
    await page.getByRole("link", { name: "网格", exact: true }).click();
    await worker.says("在岗");

    await stage.server.stop();
    await stage.server.run();
    expect(await ofGrid()).toHaveLength(0);
    // The first answer is lost on its way back: the server has the report, the phone does not know.
    line.loseAnswerOf = "POST /api/v1/grid/cases";
    await context.setOffline(false);
    await page.getByRole("link", { name: "记录" }).click();
    await page.getByText("已收到").first().waitFor();
    expect(line.lost).toBe(1);
    expect(line.asked.filter((each) => each === "POST /api/v1/grid/cases")).toHaveLength(2);
    const found = await ofGrid();
    expect(found).toHaveLength(1);
    number = found[0]?.id ?? "";
    await worker.says(number);
    const api = await stage.api("supervisor");
    const view = await api.get<{
      assignments: { unit: string; is_lead: boolean }[];
      attachments: { size_bytes: number; media_type: string }[];
    }>(`/api/v1/cases/${number}`);
    expect(view.assignments.map((each) => each.unit).slice(0, 2)).toEqual(["D460105", "T46010501"]);
    expect(view.assignments).toHaveLength(3);
    expect(view.attachments).toHaveLength(1);
    expect(view.attachments[0]?.media_type).toBe("image/jpeg");
    expect(view.attachments[0]?.size_bytes).toBeLessThan(1_000_000);
    expect(await worker.barriers()).toEqual([]);
    await worker.picture("grid-sent");
  });

  test("what the unit calls done is looked at on the roof: it is still there, and goes back", async () => {
    const officer = await stage.api("unit_officer.d460105");
    await officer.post(`/api/v1/cases/${number}/acknowledge`);
    await finish("已责令拆除");
    const worker = await stage.person(kWorker, "/grid", kPhone);
    const { page } = worker;
    await worker.says("待办任务");
    await inspect("核验酒楼楼顶铁皮棚是否拆除");
    await page.getByRole("link", { name: /核验酒楼楼顶铁皮棚/ }).click();
    await page.getByRole("button", { name: "没有办好" }).click();
    await page.getByRole("button", { name: "提交结果" }).click();
    await worker.says("核验须有现场照片");
    await page.getByLabel("拍照").setInputFiles(photo);
    await page.getByLabel("看到了什么").fill("铁皮棚还在，没有动工");
    await page.getByRole("img", { name: /现场1\.jpg/ }).waitFor();
    await worker.says("这个办结会退回单位补办");
    expect(await worker.barriers()).toEqual([]);
    await worker.picture("grid-inspection");
    await page.getByRole("button", { name: "提交结果" }).click();
    await worker.says("已收到，办结已退回单位");
    const view = await officer.get<{ state: string }>(`/api/v1/cases/${number}`);
    expect(view.state).toBe("handling");
  });

  test("the shed is gone, and everybody can see who did what", async () => {
    await finish("组织街道、城管到场，拆除铁皮棚 60 平方米并清运");
    await inspect("复核楼顶");
    const worker = await stage.person(kWorker, "/grid", { ...kPhone, theme: "dark" });
    const { page } = worker;
    await worker.says("复核楼顶");
    expect(await worker.barriers()).toEqual([]);
    await worker.picture("grid-tasks-dark");
    await page.getByRole("link", { name: /复核楼顶/ }).click();
    await page.getByRole("button", { name: "确实办好了" }).click();
    await page.getByLabel("拍照").setInputFiles(photo);
    await page.getByRole("img", { name: /现场1\.jpg/ }).waitFor();
    await page.getByLabel("看到了什么").fill("楼顶已清空，没有铁皮棚");
    await page.getByRole("button", { name: "提交结果" }).click();
    await worker.says("结果已收到");

    const supervisor = await stage.api("supervisor");
    await supervisor.post(`/api/v1/cases/${number}/review`, { accept: true });
    const view = await supervisor.get<{ state: string; attachments: object[] }>(`/api/v1/cases/${number}`);
    expect(["callback", "finished"]).toContain(view.state);
    expect(view.attachments.length).toBeGreaterThanOrEqual(1);
    await page.getByRole("link", { name: "记录" }).click();
    await worker.says("结果已收到");
  });

  test("what the server refuses stays on the phone, with why, to be changed", async () => {
    const worker = await stage.person(kWorker, "/grid/report", {
      ...kPhone,
      position: { longitude: 111.5, latitude: 21.5 },
    });
    const { page } = worker;
    await worker.says("不在网格内");
    await page.getByLabel("发生了什么").fill("路面塌陷");
    await page.getByRole("button", { name: "上报", exact: true }).click();
    await worker.says("需修改");
    await worker.says("在线 · 1 条需修改");
    expect(await worker.barriers()).toEqual([]);
    await page.getByRole("button", { name: "修改后再交" }).click();
    expect(await page.getByLabel("发生了什么").inputValue()).toBe("路面塌陷");
    await page.getByRole("combobox").first().fill("秀华社区");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "上报", exact: true }).click();
    await page.getByText("已收到").first().waitFor();
  });
});
