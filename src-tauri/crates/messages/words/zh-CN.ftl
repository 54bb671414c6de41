### 用户看到的简体中文。每行一个代码；参数以其内容命名。

## 计数

count-items = { $count } 个配置项
count-services = { $count } 项服务
count-relationships = { $count } 条关系
count-more = …… 另有 { $count } 项（加上 --json 可列出全部）

## 影响程度、运行状况、中断方式

level-unaffected = 维持
level-at_risk = 有风险
level-degraded = 降级
level-down = 停止服务
level-at-risk-own = 有风险（自身冗余减少）
operation-in_service = 运行中
operation-degraded = 降级运行
operation-out_of_service = 停止运行
mode-full_outage = 完全中断
mode-degraded = 降级运行
mode-restart = 重新启动
mode-no_interruption = 不中断
strength-hard = 必需
strength-degrading = 可致降级
strength-soft = 辅助
strength-info = 仅供参考
needs-source = 源端需要目标端
needs-target = 目标端需要源端
needs-none = 互不需要

## 一句话结论

verdict-nothing-out = 没有配置项会停止运行，此前也没有配置项已停止运行：所有配置项维持。
verdict-services-down = { $count ->
    [1] { $names } 将停止服务。
   *[other] { $count } 项服务将停止：{ $names }。
}
verdict-no-service-down = 没有服务会停止。
verdict-no-service = 停止运行的配置项没有对应任何服务。
verdict-services-degraded = { $count ->
    [1] { $names } 将会降级。
   *[other] { $count } 项服务将会降级：{ $names }。
}
verdict-services-at-risk = { $count ->
    [1] { $names } 仍可运行，但冗余减少。
   *[other] { $count } 项服务仍可运行，但冗余减少：{ $names }。
}
verdict-other-items = 另有 { $count } 个其他配置项受影响。
verdict-no-spare = { $count } 个组已无剩余备援：组内再发生一次故障，即告中断。
verdict-rests-on-assumed = { $count ->
    [1] { $names } 依靠未经声明的冗余。
   *[other] { $count } 项服务依靠未经声明的冗余：{ $names }。
}

## 影响：标题和列名

impact-goes-out = 停止运行的配置项
impact-already-down = 原已停止运行或降级
impact-hit-services = 受影响的服务
impact-hit-others = 受影响的其他配置项
impact-customers = 受影响的客户
impact-eroded = 冗余减少
impact-lost-support = 失去辅助支持
impact-assumed = 依靠假定的冗余
impact-assumed-action = 请声明每个组需要多少个成员（min_up），或接受右列的影响程度。
impact-model-errors = 结论涉及的模型错误
impact-answers = 四项评估
impact-nothing-hit = 没有其他配置项受影响。
impact-footer = 记录编号 { $seq } · 分析 { $analysis }
impact-reachable = 若没有任何备援可挡，可触及 { $items }，其中有 { $services }。可触及不等于受影响。
impact-report-written = 报告：{ $path }
answer-as-planned = 按计划进行
answer-if-it-fails = 如果实施失败
answer-without-assumed = 如果假定的冗余不存在
answer-could-be-reached = 可触及（不等于受影响）
column-attribute = 属性
column-members = 成员
what-zip = ZIP 压缩包或电子表格 (XLSX)
what-pdf = PDF 文档
what-xls = 旧式 Office 文档 (XLS)
what-gzip = gzip 压缩包
what-sqlite = SQLite 数据库
what-picture = 图片
what-binary = 二进制文件
what-json = JSON 文本
what-xml = XML 或 HTML 文本
column-answer = 评估
column-level = 影响程度
column-key = 编号
column-name = 名称
column-type = 类型
column-tier = 级别
column-status = 状态
column-operation = 运行状况
column-since = 开始时间
column-reason = 原因
column-mode = 中断方式
column-service = 服务
column-customer = 客户
column-group = 组
column-needed = 所需数量
column-spares = 剩余备援
column-spares-degraded = 剩余备援（不计降级成员）
column-failed = 失效成员
column-as-planned = 按计划进行
column-without-assumed = 不计假定的冗余
column-problem = 问题所在
column-services-down = 停止的服务
column-services-degraded = 降级的服务
column-services-at-risk = 有风险的服务
column-items = 配置项：停止／降级／有风险
column-record = 记录编号
column-when = 时间
column-who = 操作人（自行申报）
column-kind = 种类
column-edits = 改动
column-field = 字段
column-relationship = 关系
column-other = 另一端配置项
column-label = 组标签
column-count = 数量
column-verified = 上次核实
column-how-much = 强度
column-changed = 改动内容
column-value = 值
column-hash = 哈希值
group-needs = { $k } 个（共 { $n } 个）
group-needs-degraded = { $k } 个（共 { $n } 个；少于 { $q } 个即降级）
group-assumed = { $k } 个（共 { $n } 个；属假定）
model-error-k_exceeds_members = 需要 { $k } 个成员，但只有 { $n } 个参与分析
model-error-no_members = 没有成员参与分析：此需求不会引起任何影响
model-error-absent_provider = { $provider } 不参与分析（因其生命周期状态）

## 为何与为何没有

why-heading = “{ $name }”为何{ $level }
why-not-heading = “{ $name }”为何没有停止服务
why-seed = 自身停止运行
why-context = 此前已{ $level }
why-requirement = 需要“{ $group }”的成员 { $needs }；失效：{ $failed }
why-single = 需要 { $failed }（{ $type }）
why-single-verified = 需要 { $failed }（{ $type }；{ $verified }）
why-failed = { $failed }（{ $type }；{ $verified }）
why-verified = 于 { $when } 核实
why-never-verified = 从未核实
why-confidence-stalest = 此因果链中最早的一次核实：{ $when }。
why-confidence-never = 此因果链中有 { $count } 条关系从未核实。
why-not-held = “{ $name }”的“{ $group }”得以维持：需要 { $needs }，{ $down } 个停止服务，剩余备援：{ $margin }
why-not-softened = “{ $name }”的“{ $group }”中，最差的成员为“{ $worst }”，但只传递“{ $result }”
why-not-unreachable = “{ $name }”直接或间接需要的配置项均未停止运行。

## 确认

done-created = 已创建 { $path }（记录编号 { $seq }）。
done-sample = 已载入示例配置库：{ $items }、{ $relationships }。
done-imported = 已导入，记录编号 { $seq }。
done-nothing-new = 这些文件没有新内容：未创建记录。
done-dry-run = 试运行：未更改任何数据。
done-operation = { $key } 现为“{ $operation }”（记录编号 { $seq }）。
done-generated = 已写出 { $items }、{ $relationships }。
done-rejects = { $count } 行数据被拒绝，原因已一并写入：{ $path }
check-sound = 完好：{ $commits } 条记录、{ $edits } 项改动、{ $pages } 页、{ $records } 个条目；所有校验和、哈希链及重放结果均一致。
check-findings = 发现 { $count } 个问题。未更改任何数据。请保留此目录，从备份或副本恢复，然后再次检查。
check-finding = { $place }：{ $what } —— 应为 { $expected }，实为 { $found }
status-estate = 配置库
status-path = 目录
status-lineage = 谱系
status-head = 最新记录
status-hash = 最新记录的哈希值
status-counts = 内容
status-requirements = 已声明条件的需求
status-size = 占用磁盘空间
status-states = 按状态统计
status-classes = 按类型统计
status-out = 非运行中
status-learned-types = 从文件学到、有待确认的关系类型
status-learned-classes = 从文件学到、有待确认的配置项类型
status-role-primary = 主副本
status-role-replica = 只读副本
items-total = 共 { $total } 个，显示 { $shown } 个
items-none = 没有配置项符合此筛选条件。
items-none-at-all = 此配置库暂无配置项。请导入文件：cairn -e { $path } import items.csv relationships.csv
show-attributes = 属性
show-relationships = 关系
show-needs = 需求
show-history = 历史
show-recorded-first = 首次记录
record-kind-load = 导入
record-kind-change = 变更
record-kind-correction = 更正
record-kind-verification = 核实
record-kind-model = 模型
record-kind-policy = 策略
record-kind-revert = 还原
record-kind-purge = 清除
record-kind-baseline = 基线
record-kind-operation = 运行状况
record-kind-process = 流程
show-does-not-participate = 因其状态，此配置项不纳入任何分析。
import-file-line = { $file }：{ $rows } 行{ $kind }，{ $encoding }，分隔符 { $delimiter }
kind-items = 配置项
kind-relationships = 关系
import-plan = 导入计划
import-items = 配置项
import-relationships = 关系
import-new = 新增
import-update = 更新
import-same = 不变
import-ambiguous = 无法确定
import-rejected = 被拒绝
import-requirements = 需求
import-learned-classes = 学到的配置项类型：{ $list }
import-learned-types = 学到的关系类型：{ $list }
import-missing = 来源“{ $source }”有 { $count } 个配置项不在这些文件中；这些配置项保持原状。
import-refused = 被拒绝、未导入的数据行
import-refused-line = { $file } 第 { $line } 行：{ $reason }
import-refused-hint = 其他数据行不受影响。请修正后重新导入；--rejects FILE 可将被拒绝的数据行连同原因写入文件。

## 警告

warning-columns-not-kept = { $file }：关系中没有以下各列，不予保留：{ $columns }
warning-status-word = 无法识别状态“{ $word }”，按在用处理（{ $rows } 行）。
warning-columns-unnamed = { $file }：第 { $columns } 列在标题行没有名称，其值不予保留。如要保留，请加上列名，再导入一次。
warning-option-unused = { $option } 提到“{ $word }”，但这些文件没有任何一行属于该类型。请检查拼写。

## 数据行被拒绝的原因

row-empty = “{ $column }”为空；每行都必须填写
row-too-long = “{ $column }”有 { $bytes } 个字节；上限为 65536 个
row-bad-json = “{ $column }”不是 JSON 对象：{ $detail }
row-zero-members = “{ $column }”为 0；需求至少需要 1 个成员
row-above-hundred = “{ $column }”超过 100%
row-not-a-threshold = “{ $column }”的“{ $value }”既不是数量，也不是百分比（例如 60%）
row-not-a-strength = “{ $column }”的“{ $value }”不是强度；请填写 hard、degrading、soft 或 info
row-cell-count = 此行有 { $found } 个单元格，表头有 { $expected } 个；请检查是否缺少引号或分隔符
row-duplicate-id = ID“{ $id }”已用于 { $file } 第 { $line } 行；请为每个配置项分配唯一的 ID
row-not-an-integer = “{ $attribute }”为“{ $value }”；应为整数
row-not-a-decimal = “{ $attribute }”为“{ $value }”；应为小数
row-not-a-boolean = “{ $attribute }”为“{ $value }”；请填写 yes 或 no
row-not-in-list = “{ $attribute }”为“{ $value }”；可用值：{ $allowed }
row-not-a-date = “{ $attribute }”为“{ $value }”；日期格式为 2026-11-21，年份不得超过 9999
row-not-a-moment = “{ $attribute }”为“{ $value }”；时间格式为 2026-11-21T09:30:00Z
row-out-of-range = “{ $attribute }”为 { $value }；允许范围：{ $min } 至 { $max }
row-ambiguous = “{ $id }”可能是配置库中 { $count } 个配置项中的任意一个；请改用正确配置项的来源 ID
row-other-class = “{ $id }”在配置库中的类型为“{ $known }”，在文件中则为“{ $class }”；导入不会更改配置项的类型
row-unknown-end = 文件中没有配置项“{ $id }”，配置库中来源“{ $source }”之下也没有；请添加该配置项的数据行或更正 ID
row-end-refused = 配置项“{ $id }”本身已被拒绝（{ $file } 第 { $line } 行）
row-self-loop = “{ $id }”会与自身建立关系
row-duplicate-relationship = { $from } { $type } { $to } 已见于 { $file } 第 { $line } 行
row-info-with-label = “{ $type }”在此仅供参考；为其加上组标签没有意义
row-nothing-needed = “{ $type }”表示两端互不需要；为其填写 min_up、degraded_below 和 strength 没有意义
row-mixed-terms = 组“{ $group }”的 { $field } 在 { $file } 第 { $line } 行另有不同的值；同一组只能有一个值
row-q-below-k = 组“{ $group }”的 degraded_below（{ $q }）小于 min_up（{ $k }）

## 整体被拒绝：什么、在哪里、什么未更改、该怎么做

error-no-such-item = 找不到“{ $words }”所指的配置项：它不是此配置库中任何配置项的编号、ID、来源 ID 或名称。查找方法：cairn -e DIR items { $words }
error-ambiguous-item = “{ $words }”可指 { $count } 个配置项：{ $candidates }。请提供编号。
error-does-not-participate = { $key } 的状态为 { $state }，不参与任何分析。未提问。请选择使用中、维护中、退役中或丢失的项。
error-no-reason = 缺少原因。未更改任何数据。请用 --reason 说明原因。
error-already-so = { $key } 的运行状况已是“{ $operation }”。未更改任何数据。
error-ends-before-start = { $end } 早于开始时间 { $since }。未更改任何数据。请提供较晚的结束时间或较早的开始时间。
error-filter-open-quote = 筛选条件第 { $column } 个字符：引号没有结束。
error-filter-no-value = 筛选条件第 { $column } 个字符：“{ $field }:”需要一个值。
error-filter-unknown-value = 筛选条件：“{ $value }”不是此配置库的 { $field }。{ $field ->
    [operation] 可用值：in_service、degraded、out_of_service。
   *[other] 查看可用值：cairn -e DIR status
}
error-filter-unknown-attribute = 筛选条件：没有配置项具有属性“{ $name }”。查看配置项的属性：cairn -e DIR show CI
error-file-empty = { $file } 是空文件。未导入任何数据。
error-file-too-large = { $file } 有 { $bytes } 个字节；每次最多读取 2 GiB。未导入任何数据。请拆分文件。
error-file-not-a-table = { $file } 属于 { $what } 格式，不是文本表格（CSV）。未导入任何数据。请另存为 CSV。
error-file-bad-encoding = { $file } 第 { $line } 行：含有不属于 { $encoding } 的字节。未导入任何数据。请用 --encoding 指定正确的编码：utf-8、big5-hkscs、gb18030、windows-1252。
error-file-wrong-header = { $file } 第 1 行：各列为“{ $columns }”。配置项必须有 id、class、name 各列（也可以有 status、attributes 等列）；关系必须有 source_id、type、target_id 各列。未导入任何数据。请更正表头，或用 --columns 指定各列名称。
error-file-column-twice = { $file } 第 1 行：列名“{ $column }”重复。未导入任何数据。请更改其中一个列名。
error-unknown-words = 这些文件使用了配置库不认识的类型。{ $class-count ->
    [0] { "" }
   *[other] 配置项类型（行数）：{ $classes }。
}{ $type-count ->
    [0] { "" }
   *[other] 关系类型（行数）：{ $types }。
}未导入任何数据。请加上 --learn 让配置库学习这些类型，或用 --map-type WORD=TYPE 映射关系类型。
error-no-such-type = “{ $type }”不是此配置库的关系类型。未导入任何数据。请更正 --map-type。
error-catalogue = 类型目录无法使用：{ $detail }。未更改任何数据。
error-estate-inconsistent = 无法读取配置库：{ $detail }。未更改任何数据。请运行：cairn -e DIR check
error-replica = 此配置库为副本，不接受记录。未更改任何数据。请在主副本上操作。
error-unfinished = { $path } 没有内容：创建过程曾经中断。请删除此目录，再重新创建配置库。
error-cancelled = 已取消。未更改任何数据。
error-write = 无法写入：{ $detail }。
error-not-an-estate = { $path } 不是配置库：其中没有 estate.json。创建方法：cairn init { $path }
error-not-empty = { $path } 已存在，且不为空。未更改任何数据。请选择另一个目录。
error-estate-file = 无法读取 { $path }：{ $detail }。未更改任何数据。请从备份恢复此文件。
error-newer-format = { $path } 的存储格式为 { $found }；此版本最高可读取 { $supported }。未更改任何数据。请用较新版本的 Cairn 打开。
error-locked = { $path } 已在别处打开：{ $holder }。未更改任何数据。请先在该处关闭，然后重试。
error-locked-holder = { $program }，用户 { $user }，进程 { $pid }，自 { $since } 起
error-locked-unknown = 打开者未留下名称
error-damaged = 配置库在 { $place } 处损坏：应为 { $expected }，实为 { $found }。未更改任何数据。请保留此目录，运行 cairn -e DIR check，并从备份恢复。
error-conflict = 其间另有他人更改了此记录：{ $detail }。未更改任何数据。请重新查看，然后再操作一次。
error-disk-full = 磁盘已满：无法写入 { $path }（{ $operation }）。配置库保持原状。请腾出空间，然后重试。
error-not-permitted = 没有权限读取或写入 { $path }（{ $operation }）：{ $detail }。未更改任何数据。
error-io = 无法使用 { $path }（{ $operation }）：{ $detail }。配置库保持原状。
error-must-reopen = 先前的写入失败：请重新打开配置库，然后继续。
error-read-file = 无法读取 { $path }：{ $detail }。未更改任何数据。
error-write-file = 无法写入 { $path }：{ $detail }。未更改任何数据。请选择其他位置，或腾出空间。
error-write-inside-estate = { $path } 位于配置库 { $estate } 之内，其中的文件只供配置库本身使用。未更改任何数据。请选择配置库以外的位置。
error-write-rejects = 已导入，记录编号 { $seq }，但无法把被拒的行写入 { $path }：{ $detail }。请腾出空间或选择其他位置，然后再次导入同一批文件。
error-write-answer = 无法写出结果：{ $detail }。命令本身已经完成；查看方法：cairn -e DIR log
error-estate-missing = 请问是哪个配置库？请提供其目录：cairn -e DIR …
error-usage-no-command = 缺少命令：{ $list }。未更改任何数据。请参阅：{ $help }
error-usage-command = “{ $text }”不是命令。可用命令：{ $list }。未更改任何数据。请参阅：{ $help }
error-usage-argument = 此命令没有“{ $text }”这个选项或参数。{ $meant ->
    [none] { "" }
   *[other] 是否指“{ $meant }”？
}未更改任何数据。请参阅：{ $help }
error-usage-missing = 缺少参数：{ $list }。未更改任何数据。请参阅：{ $help }
error-usage-twice = { $option } 重复。未更改任何数据。请参阅：{ $help }
error-usage-number = “{ $text }”不是 { $option } 所需的整数。未更改任何数据。请参阅：{ $help }
error-usage-value = “{ $text }”不是 { $option } 的可用值：{ $list }。未更改任何数据。请参阅：{ $help }
error-usage-no-value = { $option } 需要一个值。未更改任何数据。请参阅：{ $help }
error-usage-other = 无法读取参数：{ $detail }。未更改任何数据。请参阅：{ $help }
error-usage-language = Cairn 不支持语言“{ $text }”；可用语言：{ $list }。未更改任何数据。
error-usage-pair = “{ $text }”不是 { $option } 所需的 WORD=VALUE 格式。未更改任何数据。
error-usage-needs = “{ $text }”没有说明哪一端需要另一端：请填写 source、target 或 none。未更改任何数据。
error-usage-delimiter = “{ $text }”不是单个字符。请为 --delimiter 提供一个字符，或填写“tab”。未更改任何数据。
error-usage-encoding = “{ $text }”不是 Cairn 可读取的编码：utf-8、utf-16、big5-hkscs、gb18030、windows-1252。未更改任何数据。
error-usage-moment = “{ $text }”不是时间，正确格式例如 2026-11-21T09:30:00Z。未更改任何数据。
error-usage-nothing-out = 没有配置项停止运行。请用 --down 或 --degraded 指定至少一个配置项。
error-usage-share = 属于组的关系所占比例为 { $text }；应介于 0 与 1 之间。
error-usage-items = { $text } 个配置项太少：一个数据中心至少要有 20 个配置项。

## 命令行帮助

help-about = 配置管理数据库：在批准变更之前，说明该变更会使什么中断。
help-after = 所有命令均以表格作答，供人阅读；加上 --json 则供程序读取。退出码：0 为完成；1 为完成但发现问题（有数据行被拒绝、有损坏、有未经授权的改动）；2 为未完成：用法或输入有误，详见标准错误输出。
help-commands = 命令
help-options = 选项
help-arguments = 参数
help-usage = 用法：
help-usage-options = [选项]
help-usage-command = 命令
help-estate = 配置库的目录
help-json = 以 JSON 作答
help-lang = 作答语言：en、zh-HK 或 zh-CN
help-actor = 操作人，按自行申报记入记录
help-at = 查询配置库在某个时间点的记录：记录编号、基线，或如 2026-11-21T09:30:00Z 的时间
help-help = 显示帮助
help-version = 显示版本
help-init = 创建配置库
help-init-dir = 要创建的目录
help-init-name = 配置库的名称
help-init-sample = 载入示例配置库：small（约九十个项目，不注明即为此）或 whole（约 1,470 个，连同两年的变更记录）
help-status = 说明配置库的内容
help-items = 列出配置项
help-items-filter = 筛选条件：class:firewall state:live environment=production "任意文本"；以 - 开头表示排除
help-items-limit = 最多显示的行数；未提供则为 100
help-log-limit = 最多显示的记录数；未提供则为 50
help-offset = 先跳过的行数；未提供则不跳过
help-show = 显示一个配置项：属性、关系、需求、历史
help-ci = 编号、ID、来源 ID 或唯一的名称
help-import = 从 CSV 文件导入配置项和关系，作为一条记录
help-import-files = 文件：items.csv、relationships.csv
help-import-dry-run = 显示导入计划，不作任何更改
help-import-learn = 学习配置库不认识的配置项类型和关系类型
help-import-map-type = 将文件中的类型 A 读作配置库的类型 B
help-import-needs = 学到的类型中哪一端需要另一端：source、target 或 none
help-import-rejects = 将被拒绝的数据行连同原因写入此文件
help-import-source = 文件数据所属系统的名称；未提供则为 csv
help-import-delimiter = 单元格之间的字符，或“tab”，取代自动检测的结果
help-import-encoding = utf-8、utf-16、big5-hkscs、gb18030 或 windows-1252，取代自动检测的结果
help-import-columns = 没有表头的文件的各列名称
help-reason = 原因，将记入记录
help-impact = 说明中断会影响什么、什么得以维持及其原因；不作任何更改
help-impact-down = 停止运行的配置项
help-impact-degraded = 降级运行的配置项
help-impact-why = 要解释的配置项：为何受影响，或为何不受影响
help-impact-report = 写出报告：FILE.pdf 或 FILE.html
help-operation = 记录某个配置项停止运行、降级运行或恢复运行
help-operation-status = in_service、degraded 或 out_of_service
help-operation-since = 开始时间；未提供则为现在
help-operation-until = 预计结束时间
help-log = 列出记录，最新的在前
help-check = 检查所有已存储的数据是否相互吻合
help-generate = 以 CSV 文件写出任意规模的配置库，供性能测量和测试使用
help-generate-items = 配置项数量
help-generate-relationships = 关系数量
help-generate-grouped = 属于组的关系所占比例，0 至 1；未提供则为 0.2
help-generate-seed = 生成哪一个配置库（随机种子）；未提供则为 1
help-generate-out = 存放 items.csv 和 relationships.csv 的目录

## 报告

report-title = { $names } 的影响
report-made = 于 { $when } 根据“{ $estate }”的记录编号 { $seq } 生成
report-evidence = 证据
report-evidence-analysis = 分析（SHA-256）
report-legend = 停止服务：无法运行。降级：运行水平低于约定要求。有风险：仍可运行，但冗余较前减少。维持：不受影响。
report-only-first = 共 { $total } 项，只列出前 { $shown } 项；在命令行加上 --json 可列出全部。

## 基线和时间点

moment-as-recorded = 所示为记录编号 { $seq }（{ $when }）当时的记录。
moment-later-effective = 另有 { $count } 条较晚的记录在该时间或之前已经生效，未计算在内。
moment-record = 记录编号 { $seq }（{ $when }）
moment-baseline = 基线“{ $name }”，即记录编号 { $seq }（{ $when }）
done-baseline = 基线“{ $name }”标记 { $when } 的记录编号 { $marked }（记录编号 { $seq }）。
baseline-none = 此配置库尚无基线。创建方法：cairn -e DIR baseline create NAME
baseline-none-such = 此配置库的 { $total } 个基线中，没有符合条件的。
baseline-no-authority = 未注明
diff-between = 从{ $from }到{ $to }
diff-filter = 只显示与符合此筛选条件的配置项有关的改动：{ $filter }
diff-nothing = 两者之间没有任何改动。
diff-authorisation = 未经授权 { $unauthorised } 项，经变更授权 { $authorised } 项，属于无需变更授权的种类 { $not-required } 项。
diff-lines = 改动内容
diff-model = 模型元素
diff-effective = { $when } 生效
edit-added = 新增
edit-changed = 更改
edit-removed = 移除
noun-item = 配置项
noun-relationship = 关系
noun-requirement = 需求
authorisation-authorised = 已授权
authorisation-not_required = 无需变更授权
authorisation-unauthorised = 未经授权
column-authorised = 授权
column-authority = 授权依据
column-created = 创建时间
column-noun = 对象
column-recorded = 记录时间
column-records = 记录
column-records-since = 其后的记录
error-at-refused = “{ $command }”只涉及配置库的现状，不适用于 --at { $text }。未更改任何数据。请不加 --at，或用以下命令查看过去的情况：{ $list }。
error-moment-record = 没有记录编号 { $text }：记录从 1 到 { $head }。未更改任何数据。查看方法：cairn -e DIR log
error-moment-before-first = 截至 { $moment } 尚无任何记录：第一条记录创建于 { $first }。未更改任何数据。请提供较晚的时间。
error-moment-baseline = 没有基线“{ $text }”。现有基线：{ $list }。未更改任何数据。查看全部：cairn -e DIR baseline list
error-moment-no-baselines = 没有基线“{ $text }”，此配置库也尚无任何基线。未更改任何数据。请提供记录编号（例如 12）或时间（例如 2026-11-21T09:30:00Z）。
error-moment-words = “{ $text }”既不是记录编号（例如 12），也不是时间（例如 2026-11-21T09:30:00Z）或基线名称。未更改任何数据。查看基线：cairn -e DIR baseline list
error-baseline-name-empty = 基线名称为空。未更改任何数据。请提供 1 至 { $max } 个字符的名称。
error-baseline-name-long = 基线名称“{ $name }”超过 { $max } 个字符。未更改任何数据。请提供较短的名称。
error-baseline-name-control = 基线名称“{ $name }”含有控制字符。未更改任何数据。请删去换行和制表符。
error-baseline-name-moment = “{ $name }”会被当作记录编号或时间，无法区分。未更改任何数据。请为基线另取名称。
error-baseline-exists = 已有基线“{ $name }”，标记记录编号 { $seq }。未更改任何数据。请另取名称。
error-baseline-swapped = 记录编号 { $from } 比记录编号 { $to } 新：较早的时间点应放在前面。未更改任何数据。请将两者对调。
help-baseline = 为记录命名，并说明两条记录之间的改动
help-baseline-create = 创建基线：为最新的记录或 --at 所指的记录命名
help-baseline-list = 列出基线：各自标记哪条记录、由谁创建及原因
help-baseline-diff = 说明两个时间点之间有何改动、由谁作出，以及是否经变更授权；如有未经授权者，退出码为 1
help-baseline-name = 基线名称
help-baseline-from = 较早的时间点：记录编号、基线，或如 2026-11-21T09:30:00Z 的时间
help-baseline-to = 较晚的时间点；未提供则为最新的记录
help-baseline-by = 只列出由人创建的（people），或变更开始时封存的（changes）
help-baseline-text = 只列出名称、创建人、原因或所属变更中包含全部字词的基线
help-baseline-filter = 只显示与这些配置项有关的改动；写法与“items”的筛选条件相同

## 变更

refused-unchanged = 未更改任何数据。
change-nothing-planned = 尚未计划任何改动。
change-worst-titled = 第 { $step } 步（{ $title }）影响最大。
change-worst-untitled = 第 { $step } 步影响最大。
change-end-down = { $count ->
    [1] 全部完成后，{ $names } 停止服务。
   *[other] 全部完成后，{ $count } 项服务停止：{ $names }。
}
change-end-degraded = { $count ->
    [1] 全部完成后，{ $names } 降级。
   *[other] 全部完成后，{ $count } 项服务降级：{ $names }。
}
change-end-at-risk = { $count ->
    [1] 全部完成后，{ $names } 仍可运行，但冗余减少。
   *[other] 全部完成后，{ $count } 项服务仍可运行，但冗余减少：{ $names }。
}
change-end-others = 全部完成后，有 { $count } 个项目受影响。
change-items = 受影响的其他项目（逐步）
change-end-as-before = 全部完成后，一切运行如常。
change-fails-down = { $step ->
    [0] 若实施失败，{ $count ->
        [1] { $names } 将停止服务。
       *[other] { $count } 项服务将停止：{ $names }。
    }
   *[other] 若第 { $step } 步失败，{ $count ->
        [1] { $names } 将停止服务。
       *[other] { $count } 项服务将停止：{ $names }。
    }
}
change-fails-degraded = { $step ->
    [0] 若实施失败，{ $count ->
        [1] { $names } 将会降级。
       *[other] { $count } 项服务将会降级：{ $names }。
    }
   *[other] 若第 { $step } 步失败，{ $count ->
        [1] { $names } 将会降级。
       *[other] { $count } 项服务将会降级：{ $names }。
    }
}
change-fails-nothing = 即使实施失败，也没有服务会停止或降级。
change-head = { $kind }变更 · { $state } · 申请人：{ $requester }（自行申报），{ $when }
change-fact = { $name }：{ $text }
change-kind-normal = 一般
change-kind-standard = 标准
change-kind-emergency = 紧急
change-test-plan = 测试计划
change-back-out-plan = 回退计划
change-review = 评审
change-waiver = 由 { $actor }（自行申报）豁免：{ $guard } —— { $reason }
waiver-retired_not_needed = 退役的项目已无人需要
waiver-redundancy_declared = 高级别服务所依靠的冗余已经订明
change-risk = 风险：{ $band }（影响 { $impact } × 可能性 { $likelihood } = { $score }）。
risk-floor = 不得低于此等级，因为按计划“{ $service }”（级别 { $tier }）会{ $level }。
change-downgraded = 由 { $actor }（自行申报）调低（按规则为{ $computed }）：{ $reason }
change-no-service-mapped = 受影响的项目没有对应任何服务：以项目本身的级别计算。
change-unanswered = 未作答，按 3 计算：--likelihood { $question }=N，{ $words }
change-evidence = 证据 { $evidence }（第 { $number } 次分析，记录编号 { $seq }）：{ $currency }
currency-current = 仍然适用
currency-changed = 评估结果有变，但所作决定仍然有效
currency-stale = 需要重新审视
currency-does-not-apply = 计划已不适用于配置库的现状
currency-settled = 按原样保留
change-since = 与第 { $number } 次分析的差异：
change-cause = 起因：记录编号 { $seq }（{ $kind }），由 { $actor }（自行申报）于 { $when } 作出：{ $reason }
difference-level = { $step ->
    [0] { $item }：{ $before } → { $after }（全部完成后）
   *[other] { $item }：{ $before } → { $after }（第 { $step } 步）
}
difference-margin = { $before ->
    [none] 第 { $step } 步：{ $item } 原本完整的群组剩余备援减至 { $after } 个
   *[other] 第 { $step } 步：{ $item } 的群组剩余备援由 { $before } 个减至 { $after } 个
}
difference-model-errors = 新增模型错误：{ $count } 个
difference-improved = 情况好转的项目：{ $count } 个
difference-authorities = 须作决定的人已经改变
difference-plan = 计划的改动已经不同
difference-none = 影响程度和备援不变，只有所依据的数据不同
plan-step-titled = 第 { $step } 步 · { $title } · { $minutes } 分钟{ $implementer ->
    [none] { "" }
   *[other] { " " }· { $implementer }
}
plan-step-untitled = 第 { $step } 步 · { $minutes } 分钟{ $implementer ->
    [none] { "" }
   *[other] { " " }· { $implementer }
}
plan-step-empty = 此步骤没有计划任何改动
plan-step-back-out = 回退：{ $text }
plan-outage = 停止运行：{ $item }（{ $mode }，{ $minutes } 分钟）
planned-add = { $item }（{ $class }）
planned-retire = { $item } 退役（目前：{ $before }）
planned-set = { $item }，{ $field }：{ $before } → { $after }
planned-as-found = { $item }，{ $field }：{ $before } → 实施时按实际情况填写（{ $after }）
planned-connect = { $from } — { $type } → { $to }{ $label }
planned-disconnect = { $from } — { $type } → { $to }{ $label }
planned-need = { $item }，“{ $group }”所需数目：{ $before ->
    [none] 没有订明
   *[other] { $before }
}{ $before-q ->
    [none] { "" }
   *[other] ，少于 { $before-q } 个即降级
}{ $before-strength ->
    [none] { "" }
   *[other] ，{ $before-strength }
} → { $after ->
    [none] 没有订明
   *[other] { $after }
}{ $after-q ->
    [none] { "" }
   *[other] ，少于 { $after-q } 个即降级
}{ $after-strength ->
    [none] { "" }
   *[other] ，{ $after-strength }
}
planned-replace = { $new } 取代 { $old }，接收其 { $relationships } 项关系；{ $old } 退役
change-services = 受影响的服务（逐步）
change-end = 全部完成后
change-answers = 四项评估：服务停止／降级／有风险
change-model-errors = 结论涉及 { $count } 个模型错误：按记录无法满足的需求。
change-statements = 说明（ISO/IEC 20000-1:2018，8.5.1.3）
change-decisions = 所作决定（自行申报：没有证明由谁作出）
change-undecided = 仍须作决定
change-will-decide = 将须作决定
change-outcomes = 各步骤的结果
change-differences = 自基线起，计划与配置库现状的差异
change-ways = 下一步
change-ways-open = 现在可以：{ $list }。
change-ways-closed = 尚不可以（{ $list }）：
statement-title-existing_services = 对现有服务的影响
statement-title-customers = 客户及其他相关方
statement-title-policies_and_plans = 政策和计划
statement-title-capacity_and_continuity = 容量、可用性、连续性和安全
statement-title-other_changes = 其他变更、发布和部署
statement-services-down = 按计划停止：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}
statement-services-degraded = 按计划降级：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}
statement-services-at-risk = 仍可运行但冗余减少：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}
statement-no-service = 按计划进行，没有服务受影响。
statement-if-it-fails = 若实施失败会停止：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}
statement-no-customers = 按计划进行，没有服务的客户受影响。
statement-customers = 受影响服务的客户：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}
statement-no-policies = 没有记录规管或说明受影响项目的文件。
statement-policies = 规管或说明受影响项目的文件：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}
statement-capacity-whole = 没有群组的冗余减少。
statement-capacity = { $groups } 个群组的冗余减少；剩余备援最少为 { $margin } 个。
statement-assumed = 依靠未经订明的冗余：{ $names }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}
statement-context = 之前已停止运行或降级：{ $count } 个项目。
statement-shared = 影响相同项目的未完成变更：{ $changes }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}
statement-beside = 时段重叠的未完成变更：{ $changes }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}
statement-no-others = 没有其他未完成的变更涉及相同项目或时段。
column-before = 之前
column-during = 期间
column-after = 之后
column-step = 步骤
column-end = 完成后
column-least-spares = 最少剩余备援
column-change = 变更
column-title = 标题
column-risk = 风险
column-requester = 申请人（自行申报）
column-window = 实施时段
column-authorised-by = 授权人（自行申报）
column-worst = 各级服务（1／2／3／4）可承受的最差程度
column-suspended = 暂停使用的原因
column-template = 模板
column-decision = 决定
column-role = 角色
column-evidence = 证据
column-person = 人员
column-to-type = 输入
column-result = 结果
column-started = 开始
column-ended = 结束
column-undone-by = 回退的记录
column-note = 备注
column-reference = 对象
column-planned = 计划
column-there = 实际
column-other-records = 其他记录
column-explained = 解释
column-event = 事项
verb-approve = 批准
verb-reject = 拒绝
verb-return = 退回
result-done = 已完成
result-not_done = 未进行
result-backed_out = 已回退
missing-test_plan = 测试计划
missing-back_out_plan = 回退计划
transition-submit = 提交
transition-assess = 评估
transition-ask = 征求决定
transition-approve = 批准
transition-reject = 拒绝
transition-return = 退回
transition-revise = 修改后重新评估
transition-authorise = 按模板授权
transition-ask_again = 重新征求决定
transition-schedule = 排期
transition-start = 开始实施
transition-finish_implemented = 完结（已实施）
transition-finish_partly = 完结（部分实施）
transition-finish_backed_out = 完结（已回退）
transition-finish_failed = 完结（失败）
transition-review = 评审
transition-close = 关闭
transition-cancel = 取消
event-raise = 提出
event-approved-as = 以{ $role }身份批准
event-step-done = 第 { $step } 步已完成
event-step-not-done = 第 { $step } 步未进行
event-step-backed-out = 第 { $step } 步已回退
event-become-normal = 改为一般变更
event-late-records = 记录迟交
why-normal-guard-template-exceeded = 超出模板的授权范围
why-normal-guard-template-no-spare = 使某个群组没有剩余备援
why-normal-guard-no-template = 模板不存在
why-normal-guard-template-suspended = 模板已暂停使用
why-normal-guard-plan-applies = 计划并不适用
event-late-hours = 超出时限 { $hours } 小时
done-change-new = 已提出 { $change }：{ $state }（记录编号 { $seq }）。
done-change-edit = 已修改 { $change }：{ $state }（记录编号 { $seq }）。
done-change-submit = 已提交 { $change }：{ $state }（记录编号 { $seq }）。
done-change-assess = 已评估 { $change }：{ $state }（记录编号 { $seq }）。
done-change-decide = 已记录对 { $change } 的决定（自行申报）：{ $state }（记录编号 { $seq }）。
done-change-schedule = 已为 { $change } 排期：{ $state }（记录编号 { $seq }）。
done-change-start = 已开始实施 { $change }，并以此名称封存基线：{ $state }（记录编号 { $seq }）。
done-change-step = 已记录 { $change } 该步骤的结果：{ $state }（记录编号 { $seq }）。
done-change-finish = { $change } 已完结：{ $state }（记录编号 { $seq }）。
done-change-close = 已办结 { $change }：{ $state }（记录编号 { $seq }）。
done-change-cancel = 已放弃 { $change }：{ $state }（记录编号 { $seq }）。
done-change-template = “{ $name }”现为标准变更的模板（记录编号 { $seq }）。
done-change-same = 没有任何不同：未建立记录。{ $change }：{ $state }。
done-change-stale = 评估结果已经改变：之前所作的决定不再有效。
done-change-unmet = 尚不可以继续：
watched-stale = 有 { $count } 项变更需要重新审视（之前所作的决定不再有效）：{ $changes }
watched-changed = 已重新分析 { $count } 项变更（之前所作的决定仍然有效）：{ $changes }
what-if-unwritten = 没有写入任何数据：这只是假设。
changes-none = 此配置库暂无变更。提出方法：cairn -e DIR change new TITLE
changes-none-in-state = 没有变更处于此状态。
changes-templates = 标准变更的模板
plan-at-edit = 第 { $step } 步第 { $edit } 项改动：{ $sentence }
plan-at-step = 第 { $step } 步：{ $sentence }
plan-and-more = 另有 { $count } 项计划的改动不适用。
error-plan = 计划不适用于配置库。未更改任何数据。
error-policy = 变更政策无法使用：{ $detail }。未更改任何数据。
error-guarded = { $change } 尚不可以继续（{ $transition }）：欠缺 { $count } 项。未更改任何数据。
plan-contradiction = 与此步骤第 { $other } 项改动涉及同一数据。请以 --remove-edit 取消其中一项。
plan-item-gone = 配置库没有项目 { $item }。
plan-item-exists = 项目 { $item } 已在配置库内。请以 --up-to-date 更新计划。
plan-no-such-class = “{ $class }”不是可以新增的项目类型。
plan-no-such-state = “{ $state }”不是项目的状态。
plan-no-such-type = “{ $type }”不是此配置库的关系类型。
plan-no-such-field = 类型为{ $class }的项目没有字段“{ $field }”。
plan-no-such-group = { $item } 没有群组“{ $group }”。请查看其需求（cairn -e DIR show CI）。
plan-ambiguous-group = { $item } 有多个称为“{ $group }”的需求。请为其加上群组标签，以便分辨。
plan-already-retired = { $item } 已经退役。
plan-already-so = { $item } 的{ $field }已是此值。
plan-changed-since = 计划之后，{ $item } 的{ $field }已有改动：现为“{ $now }”。请以 --up-to-date 更新计划，或重新计划此项改动。
plan-need-changed-since = 计划之后，{ $item } 对“{ $group }”的所需数目已有改动：现为 { $now }。请以 --up-to-date 更新计划，或重新计划此项改动。
plan-cannot-be-empty = { $field }不可为空。
plan-end-retired = 不可建立 { $from } — { $type } → { $to }：{ $item } 届时已经退役。
plan-self-loop = { $from } 会与自身建立关系。
plan-not-allowed = “{ $type }”不可由{ $from-class }指向{ $to-class }（{ $from } → { $to }）。
plan-relationship-exists = { $from } — { $type } → { $to } 已在配置库内。
plan-relationship-gone = 配置库没有 { $from } — { $type } → { $to }。
plan-requirement-gone = { $item } 已没有需求“{ $group }”。
plan-replaces-itself = { $item } 会取代其自身。
plan-takes-no-part = { $item } 不参与任何分析，因此不能停止运行。请选择使用中、维护中、退役中或失踪的项目。
plan-does-not-fit = 与配置库不符：{ $detail }。
plan-degraded-below-needed = 所需数目为 { $k } 时，少于 { $q } 个即降级并不合理：不可少于所需数目。
plan-not-a-threshold = “{ $value }”既不是数目，也不是百分比（例如 60%）。
plan-learns = 这些文件有配置库不认识的类型（{ $words }），而变更不能加以学习。请先以 import --learn 导入部分数据，或以 --map-type 对应。
plan-no-such-step = 没有第 { $step } 步：此变更共有 { $count } 步。
plan-no-such-edit = 没有第 { $edit } 项改动：第 { $step } 步共有 { $count } 项。
plan-too-many-steps = 一项变更最多有 { $max } 步。请拆分变更。
plan-too-many-edits = 计划的改动有 { $count } 项，超出每项变更 { $max } 项的上限。请拆分变更。
guard-no-transition = { $change } 的状态为{ $state }，不可{ $transition }。可以：{ $possible }。
guard-unknown = 政策所订的条件 { $guard } 不受此版本支持。
guard-in-scope = 尚未计划任何改动，也没有项目会停止运行。请先计划（cairn -e DIR change edit CHG）。
guard-analysis-current = 最新的分析并非根据配置库的现状。请重新评估此变更。
guard-risk-known = 有关可能性的问题尚未作答：{ $questions }。请逐一以 --likelihood QUESTION=N 作答（1 至 5）。
guard-test-plan = 没有测试计划。请以 --test-plan 填写。
guard-back-out-plan = 没有回退计划：整项变更没有，也不是每个步骤都有。请以 --back-out-plan 填写。
guard-retired-not-needed = { $item } 将会退役，但仍有 { $count } 个项目需要它，首个为 { $dependant }。请计划如何处理，或申请豁免：--waive retired_not_needed=REASON。
guard-redundancy-declared = 有 { $count } 项高级别服务依靠未经订明的冗余，首项为 { $service }。请订明所需成员数目，或申请豁免：--waive redundancy_declared=REASON。
guard-decided = 尚欠 { $count } 项根据此证据所作的决定，首项为：{ $role } { $service }
guard-requester = { $actor } 是此变更的申请人，不可自行批准。须由他人批准。
guard-stale = 评估结果与作出决定时不同：{ $levels ->
    [0] 影响程度没有上升
   *[other] { $levels } 项影响程度上升，首项为 { $item }
}{ $margins ->
    [0] { "" }
   *[other] ，{ $margins } 个群组的剩余备援减少
}{ $seq ->
    [0] { "" }
   *[other] （记录编号 { $seq }，由 { $who } 自行申报）
}。请重新评估此变更，并重新征求决定。
guard-clock = 此计算机的时钟为 { $now }，但最新记录的时间为 { $head }，无法确定现在时间。请校正时钟。
guard-no-window = 没有实施时段。请先设定（cairn -e DIR change schedule CHG --start … --end …）。
guard-window-past = 实施时段已于 { $end } 结束。请提供较后的时段。
guard-window-open = 现在是 { $now }，实施时段为 { $start } 至 { $end }。请在时段内开始，或另行排期。
guard-steps = 以下步骤尚未有结果：{ $steps }。
guard-reviewer = { $actor } 实施了所有步骤，不可由其独自评审。
guard-differences = 有 { $count } 项与计划的差异未有解释，首项为：{ $first }。请逐一以 --explain REF=REASON 解释。
guard-review = 此变更必须评审：有步骤未按计划完成、风险高，或属紧急变更。请以 --review 填写。
guard-records = 紧急变更可以后补的记录仍未齐备：{ $missing }。请先填写（cairn -e DIR change edit CHG）。
guard-no-template = 没有模板“{ $name }”。请查看现有模板（cairn -e DIR change list）。
guard-template-suspended = 模板“{ $name }”因 { $reason } 而暂停使用。请提出一般变更。
guard-template-exceeded = { $service } 会{ $level }；模板“{ $name }”的授权上限为{ $allowed }。
guard-template-no-spare = 第 { $step } 步会使某个群组没有剩余备援，使用模板“{ $name }”的变更不允许这样。
change-unknown-actor = 没有说明操作人。请以 --actor NAME 说明，按自行申报记录。未更改任何数据。
change-no-title = 变更须有标题。未更改任何数据。
change-needs-template = 标准变更须使用模板。请以 --template 指明，或提出一般变更。未更改任何数据。
change-template-not-standard = 只有标准变更使用模板。请加上 --kind standard，或删去 --template。未更改任何数据。
change-not-found = 没有变更“{ $words }”。未更改任何数据。查看方法：cairn -e DIR change list
change-not-editable = { $change } 的状态为{ $state }，不可再修改。未更改任何数据。
change-not-assessable = { $change } 的状态为{ $state }，不可再评估。未更改任何数据。
change-not-analysed = { $change } 尚未评估。未更改任何数据。评估方法：cairn -e DIR change assess { $change }
change-no-such-question = “{ $question }”不是有关可能性的问题。可用：{ $known }。未更改任何数据。
change-answer-out-of-range = “{ $answer }”不是 { $question } 的答案：应为 1 至 5。未更改任何数据。
change-no-such-statement = “{ $statement }”不属于五项说明：{ $known }。未更改任何数据。
change-no-such-band = “{ $band }”不是风险等级。可用：{ $known }。未更改任何数据。
change-no-such-state = “{ $state }”不是变更的状态。可用：{ $known }。未更改任何数据。
change-not-waivable = “{ $guard }”不可豁免。可以豁免的条件：{ $known }。未更改任何数据。
change-own-waiver = { $actor } 是此变更的申请人或实施人员，不可自行豁免。须由他人豁免。未更改任何数据。
decide-no-such-role = “{ $role }”不是可就变更作决定的角色。可用：{ $known }。未更改任何数据。
decide-evidence-too-short = 证据须以其摘要的最少 { $min } 个字符指明。未更改任何数据。查看方法：cairn -e DIR change show CHG
decide-older-evidence = 这是第 { $number } 次分析的证据；最新的是第 { $newest } 次分析，即 { $evidence }。请先查看，再据此作决定。未更改任何数据。
decide-no-such-evidence = 此变更没有任何分析具有该证据。最新的是 { $evidence }。未更改任何数据。
decide-answer-changed = 配置库其后的改动使评估结果不同：{ $levels ->
    [0] 冗余或须作决定的人已经改变
   *[other] { $levels } 项影响程度上升，首项为 { $item }
}。请重新评估 { $change }，并根据新证据作决定。未更改任何数据。
decide-not-asked = 此处无须以{ $role }身份作决定{ $open ->
    [none] ：没有尚欠的决定
   *[other] 。仍须作决定：{ $open }
}。未更改任何数据。
decide-not-the-owner = { $service } 的负责人为 { $owner }：{ $actor } 不可代其作决定。未更改任何数据。
decide-one-place-each = { $actor } 已以{ $role }身份作决定：每人只可占一席。未更改任何数据。
step-not-in-progress = { $change } 的状态为{ $state }，并非进行中。请先开始实施。未更改任何数据。
step-told-already = 第 { $step } 步已有结果：{ $result }。只有已完成的步骤可以回退。未更改任何数据。
step-out-of-order = 第 { $open } 步在第 { $step } 步之前：请先记录其结果。未更改任何数据。
step-cannot-back-out = 第 { $step } 步无法回退：记录编号 { $seq } 所作的改动其后再被更改（{ $detail }）。请另行提出变更修正。未更改任何数据。
step-terms-left = 第 { $step } 步无法回退：记录编号 { $seq } 为 { $item } 加入的需求“{ $group }”其后已填报数目，回退后该数目便没有关系可依附。请另行提出变更以移除该关系，数目会随之移除。未更改任何数据。
step-not-as-found = 此步骤没有“{ $item }”的{ $field }须按实际情况填写。请以 --as-found 计划。未更改任何数据。
close-no-such-difference = “{ $reference }”不是计划与配置库之间的差异。未更改任何数据。查看方法：cairn -e DIR change show CHG
template-not-proven = { $change } 并未经过决定、按计划完成并关闭：不可制成模板。未更改任何数据。
template-exists = 已有模板“{ $name }”。请另取名称。未更改任何数据。
error-usage-strength = “{ $text }”不是强度：请填写 hard、degrading、soft 或 info。未更改任何数据。
error-usage-nothing-planned = 未计划任何改动。请提供至少一项改动或中断，例如 --out CI 或 --retire CI。未更改任何数据。请参阅：cairn what-if --help
edit-item-added = 新增 { $item }
edit-item-removed = 移除 { $item }
edit-item-state = { $item }：{ $before } → { $after }
edit-item-operation = { $item }：{ $operation }
edit-item-changed = { $item } 有所更改
edit-relationship-added = 新增 { $from } — { $type } → { $to }
edit-relationship-removed = 移除 { $from } — { $type } → { $to }
edit-relationship-changed = { $from } — { $type } → { $to } 有所更改
edit-terms = { $item } 需要“{ $group }”{ $k } 个
edit-model = 模型有所更改
help-change = 计划、评估、决定、实施和关闭变更
help-change-new = 提出变更：尚未计划任何改动的草稿
help-change-edit = 计划改动、停止运行的项目、步骤及变更的其他资料
help-change-show = 显示变更：计划、结论、证据、决定、尚欠事项
help-change-list = 列出变更和模板
help-change-submit = 把草稿提交评估
help-change-assess = 分析变更，并保留分析作为证据；如有欠缺，退出码为 1
help-change-decide = 根据证据批准、拒绝或退回变更（自行申报）
help-change-schedule = 设定或更改已批准变更的实施时段
help-change-start = 在时段内开始实施：封存基线
help-change-step = 记录步骤的结果；已完成步骤的改动成为一项记录
help-change-finish = 完结实施：已实施、部分实施、已回退或失败
help-change-close = 与计划的差异全部解释后，关闭变更
help-change-cancel = 放弃变更
help-change-template = 以已关闭的变更制成标准变更的模板
help-change-template-name = 模板名称
help-change-state = 只列出此状态的变更，例如 awaiting_decision
help-change-chg = 变更编号，例如 CHG-000001，或其数字
help-change-title = 变更标题
help-change-kind = normal（一般，未提供则为此）、standard（标准）或 emergency（紧急）
help-change-reason = 提出的原因
help-change-new-template = 标准变更的模板
help-planned-edits = 计划的改动（按所列次序）
help-import-options = 来自 CSV 文件的计划改动
help-step-options = 步骤
help-change-options = 变更
help-edit-add = 新增项目：类型和名称
help-edit-retire = 项目永久退役
help-edit-set = 更改字段的值：name、state 或属性；空值表示移除
help-edit-as-found = 实施时按实际情况填写的字段；填写不影响批准
help-edit-connect = 新增关系；LABEL 把它纳入群组，- 表示独立
help-edit-disconnect = 移除关系
help-edit-need = CI 需要群组多少个成员（K），少于 Q 个即降级；数目或 N%；- 表示不变
help-edit-replace = 以一个项目取代另一个，接收其关系和群组；旧项目退役
help-edit-out = 步骤进行期间停止运行的项目
help-edit-degrade = 期间降级运行的项目
help-edit-restart = 重新启动的项目
help-edit-no-interruption = 纳入范围但不中断的项目
help-edit-import = 要计划的项目及关系文件，排在其他改动之后
help-edit-new-step = 在最后加入步骤；其他选项均针对此步骤
help-edit-step = 其他选项所针对的步骤；未提供则为最后一步
help-edit-step-title = 步骤内容
help-edit-minutes = 所需分钟
help-edit-implementer = 由谁实施
help-edit-step-back-out = 此步骤如何回退
help-edit-remove-edit = 按编号取消此步骤的改动
help-edit-keep-up = 不再停止运行的项目
help-edit-remove-step = 取消整个步骤
help-edit-test-plan = 如何测试
help-edit-back-out-plan = 如何回退整项变更
help-edit-likelihood = 回答有关可能性的问题，1（好）至 5（差）：done_before、tested、back_out_tested、complexity、lead_time
help-edit-statement = 自行撰写说明：existing_services、customers、policies_and_plans、capacity_and_continuity、other_changes
help-edit-risk = 把风险调低至规则所定之下，但不低于下限
help-edit-because = 调低风险的原因
help-edit-waive = 豁免条件；申请人和实施人员不可豁免：retired_not_needed、redundancy_declared、no_joint_outage、not_frozen
help-edit-up-to-date = 以配置库的现状为所有计划改动的基础
help-decide-approve = 可以实施
help-decide-reject = 不可实施
help-decide-return = 须重新计划
help-decide-as = 作决定的角色，例如 change_manager
help-decide-for = 所代表的服务，由其负责人代表
help-decide-evidence = 所看过的证据，最少 8 个字符
help-schedule-start = 时段开始时间，例如 2026-11-21T22:00:00Z
help-schedule-end = 时段结束时间
help-step-number = 步骤编号，从 1 起
help-step-done = 其改动成为一项记录
help-step-not-done = 未进行
help-step-backed-out = 已回退：只回退此步骤的改动
help-step-started = 开始时间；未提供则为变更开始实施的时间
help-step-ended = 结束时间；未提供则为现在
help-step-note = 备注
help-step-found = 按实际情况填写字段
help-finish-failed = 步骤虽已完成，但未达目的
help-close-review = 评审所得；风险高、紧急或未按计划完成者必须填写
help-close-explain = 解释计划与配置库的差异
help-what-if = 说明计划的改动和中断会有何影响；不作任何更改
help-what-if-after = 例子：
    { "  " }cairn -e DIR what-if --retire srv-old-1
    { "  " }cairn -e DIR what-if --add switch "New core" --replace core-1 "New core"
    { "  " }cairn -e DIR what-if --need farm-1 @member_of 9 10 --out hv-01 hv-02
help-change-edit-after = 例子：
    { "  " }cairn -e DIR change edit 1 --add switch "New core" --connect "New core" located_in rack-1 --replace core-1 "New core"
    { "  " }cairn -e DIR change edit 1 --new-step "Move the cables" --minutes 45 --implementer "network team" --out core-1
    { "  " }cairn -e DIR change edit 1 --test-plan "ping every leaf" --likelihood tested=2 --likelihood complexity=1
help-decide-after = 例子：
    { "  " }cairn -e DIR change decide 1 --approve --as service_owner --for "GovHK portal" --evidence 0123abcd --reason "agreed"

## Snapshots

snapshot-exported = 快照已写入：{ $path }
snapshot-imported = { $path } 是此快照的只读副本，截至记录编号 { $seq }：每条记录的哈希均与原来相同。副本本身不接受记录；如需可接受记录的配置库，请使用 --as-new 导入。
snapshot-imported-new = 已由快照创建新配置库 { $path }（记录编号 { $seq }）。
snapshot-sound = 完好：文件的每个字节、所有哈希、条目顺序、关系两端和记录链均一致。日志能否重放出这些条目，将在导入时证明。
snapshot-sound-scoped = 完好：文件的每个字节、所有哈希、条目顺序和关系两端均一致。限定范围的快照不含日志。
snapshot-finding = { $place }：{ $what } —— 应为 { $expected }，实为 { $found }
snapshot-not-sound = 此快照不完好。未更改任何数据。请改用另一份副本，或重新导出。
snapshot-records = 基线和文档
snapshot-log = 日志中的改动
snapshot-classification = 密级
snapshot-scope = 范围
snapshot-digest = 摘要（SHA-256）
error-snapshot-none = 这不是 Cairn 快照（{ $place }：应为 { $expected }，实为 { $found }）。未更改任何数据。请指定由“snapshot export”写出的文件。
error-snapshot-newer = 此快照的格式较新：{ $found }；本版本可读取 { $expected }。未更改任何数据。请使用较新版本的 Cairn。
error-snapshot-flaw = 此快照无法使用：{ $place }：{ $flaw } —— 应为 { $expected }，实为 { $found }。未更改任何数据。请改用另一份副本，或重新导出。
error-snapshot-read = 无法读取快照：{ $detail }。未更改任何数据。
error-snapshot-write = 无法写入快照或由其创建的配置库：{ $detail }。未更改任何数据。请选择另一个位置或腾出空间。
error-snapshot-line = { $file } 第 { $line } 行将有 { $bytes } 字节；快照每行最多 16 MiB。未写出快照。
error-snapshot-scoped = 此快照只有范围内的项目而没有日志，因此不能作为原配置库的副本。未更改任何数据。请使用 --as-new 创建独立的配置库。
error-other-lineage = 此快照（{ $snapshot }）与此配置库（{ $estate }）属于不同的配置库或记录分支。未更改任何数据。请不用 --against 检查，或指定其所属的配置库。
error-file-snapshot = { $file } 是 Cairn 快照。未导入任何数据。快照须导入新的配置库：cairn snapshot import { $file } --into DIR
help-snapshot = 把配置库导出为单个文件、检查此类文件，或由其创建配置库
help-snapshot-export = 写出配置库的快照：内容相同的配置库会得出逐字节相同的文件
help-snapshot-check = 检查快照；无需配置库
help-snapshot-import = 由快照创建新的配置库
help-snapshot-file = 快照（.cairn.zip）
help-snapshot-out = 要写出的文件（.cairn.zip）
help-snapshot-scope = 仅限此筛选条件选出的项目，不含日志和基线
help-snapshot-against = 同时确认快照属于此目录中配置库的过去
help-snapshot-into = 新配置库的目录：须不存在或为空
help-snapshot-name = 新配置库的名称；未提供则沿用快照的名称
help-snapshot-as-new = 创建可接受记录的独立配置库，而非只读副本
flaw-not_a_snapshot = 不是 Cairn 快照
flaw-newer = 格式较新
flaw-truncated = 文件提前结束
flaw-trailing = 结尾之后仍有数据
flaw-between = 有不属于任何条目的数据
flaw-encrypted = 有加密的条目
flaw-compressed = 有压缩的条目
flaw-descriptor = 大小写在内容之后
flaw-escapes = 名称指向快照之外
flaw-unknown_name = 有未知的条目
flaw-duplicate = 条目重复
flaw-order = 条目顺序错误
flaw-too_large = 超出快照的大小上限
flaw-header = 条目头部有异
flaw-directory = 目录有异
flaw-checksum = 条目的校验和不符
flaw-missing = 缺少条目
flaw-manifest = 清单无法读取
flaw-digest = 清单的摘要不符
flaw-merkle_root = 所有文件的根哈希不符
flaw-file_hash = 文件的哈希不符
flaw-file_size = 文件的大小不符
flaw-count = 条目数量不符
flaw-classification = 密级不符
flaw-line_too_long = 有一行过长
flaw-line = 有一行不完整
flaw-not_canonical = 不是规范形式的 JSON
flaw-record = 不是所属类别的条目
flaw-id = 标识的形式不符
flaw-record_order = 条目顺序错误
flaw-record_twice = 条目重复
flaw-unknown_end = 所指的项目不存在
flaw-commit = 记录头部有异
flaw-commit_hash = 记录的哈希不符
flaw-parent = 上一条记录的哈希不符
flaw-edits = 改动数量不符
flaw-edits_hash = 改动的哈希不符
flaw-head = 最后一条记录不符
flaw-replay = 改动与之前的内容不符
flaw-state = 条目与日志重放结果不符

## 供委员会审阅的变更报告

report-change = 变更影响报告
report-change-made = 于 { $when } 由配置库“{ $estate }”编制
report-kind = 变更种类
report-requester = 申请人（自行申报）
report-window = 实施时段
report-window-none = 未设定
report-window-between = { $start } 至 { $end }
report-evidence-none = 尚未存档
report-page = 第 { $page } 页，共 { $pages } 页
report-running-evidence = 证据 { $evidence }
report-running-none = 没有证据存档，不可据此作决定
report-verdict = 结论
report-standing-current = 证据仍然有效：所依据的一切与记录编号 { $seq } 时相同。
report-standing-changed = 自记录编号 { $seq } 以来，结论有变但没有恶化，已作的决定仍然有效。影响图及冗余资料以记录编号 { $now } 为准。
report-standing-stale = 证据须重新审视：自记录编号 { $seq } 以来，结论恶化或计划有变，据此所作的决定已失效。影响图及冗余资料以记录编号 { $now } 为准。请重新评估此变更。
report-standing-not-kept = 以记录编号 { $now } 预览：尚未有证据存档，不可据此报告作决定。请先评估此变更。
report-standing-does-not-apply = 计划已不适用于配置库的现况，详见计划中的改动。请更新此变更并重新评估。
report-standing-begun = 变更已经开始。以下为开始前、记录编号 { $seq } 时的分析；实际结果见“实施结果”。
report-answer-end = 全部完成后
report-column-others = 受影响的其他项目
report-answers-worst = “按计划进行”及“不计假定的冗余”以最差的第 { $step } 步 计；“若实施失败”以损害最大的步骤计。
report-could-be-reached = 若没有任何冗余可挡，可触及 { $items } 个项目，其中 { $services } 项为服务。可触及不等于受影响。
report-risk = 风险及决定人
report-risk-sum = 影响 { $impact } × 可能性 { $likelihood } = { $score }
report-risk-computed = 仅按数值计算为“{ $band }”。
report-risk-downgrade = 由 { $actor } 调至“{ $band }”：{ $reason }
report-risk-no-service = 受影响项目没有对应任何服务，故以项目本身的级别计算。
report-risk-unanswered = 尚未回答：{ $questions }
report-deciders = 须由谁决定
report-deciders-none = 无须另作决定：模板已事先获授权。
report-column-for = 所代表的服务
report-column-decision = 决定
report-decided = 已批准
report-undecided = 尚待决定
report-map = 影响图
report-map-of-now = 最差的第 { $step } 步，以配置库现况（记录编号 { $seq }）为准。
report-map-of-then = 最差的第 { $step } 步，以分析时的配置库（记录编号 { $seq }）为准。
report-map-all = 全部 { $items } 个项目均已绘出。
report-map-folded = { $boxes } 个方格代表 { $items } 个项目，其中 { $folded } 个按类型合并并计数。
report-map-others = 其他类型的项目 { $count } 个
report-map-several = 多个项目，附计数
report-map-legend = 每格显示实施期间与完成后较差的影响程度。
report-part-goes-out = 停止运行
report-part-removed = 移除
report-part-added = 加入
report-part-edited = 涉及范围
report-part-already = 原已停止
report-line-carries = 故障沿此蔓延
report-line-holds = 所需并维持
report-line-removed = 关系移除
report-line-added = 关系新增
report-tier = 级别 { $tier }
report-level-spares = { $level } · 备援 { $spares }
report-services = 逐步看服务
report-before = 之前
report-during = 期间
report-after = 之后
report-step-nothing = 没有服务受影响，即使此步骤失败亦然。
report-step-titled = 第 { $step } 步：{ $title }（{ $minutes } 分钟）
report-step-untitled = 第 { $step } 步（{ $minutes } 分钟）
report-steps-alike = 第 { $step } 至 { $last } 步相同；首步：{ $title }（{ $minutes } 分钟）
report-end-state = 全部完成后的最终状况
report-end-as-before = 所有服务与之前相同。
report-and-more = 另有 { $count } 个
report-plan = 计划中的改动
report-plan-empty = 尚未有任何计划。
report-goes-out = { $item }：{ $mode }，{ $minutes } 分钟
report-implementer = 实施人员（自行申报）
report-back-out = 回退方法
report-test-plan = 测试计划
report-back-out-plan = 回退计划
report-statements = 五项陈述（ISO/IEC 20000-1:2018 第 8.5.1.3 条）
report-own-words = 自行撰写
report-holding = 什么得以维持、依据为何
report-held = 失去成员但仍维持的组
report-held-why = 剩余备援为 0 时，再有一次故障即告中断。
report-held-nothing = 实施期间及之后均没有组失去成员。
report-passes-on = 传递的影响
report-column-who = 所属项目
report-model-too-many = 所需成员多于参与分析的成员
report-model-no-members = 没有成员参与分析：此需求不会引致任何影响
report-model-absent = { $provider } 因其生命周期状态而不参与分析
report-decisions = 决定及尚欠事项
report-asserted = 自行申报的批准有何效力：本报告的人名均为自行申报。Cairn 只记录操作人所报的身份，并未加以证明。证据编号可证明所决定的内容；至于是否由适当的人作出决定，则有赖贵机构对录入决定的权限管控。
report-decisions-none = 尚未有人作出决定。
report-column-said = 决定及决定人（自行申报）
report-verb-approve = 批准
report-verb-reject = 拒绝
report-verb-return = 退回
report-evidence-older = 较早的证据
report-waivers = 已豁免的条件
report-column-guard = 条件
report-missing = 尚欠事项
report-missing-for = 进入“{ $state }”所欠：
report-outcomes = 实施结果
report-step = 步骤
report-result = 结果
report-from-to = 开始、结束
report-column-note = 备注
report-differences = 与计划的差异
report-column-difference = 对象
report-planned = 计划
report-found = 实际
report-explained = 解释
report-unexplained = 没有解释
report-review = 评审
report-hash-evidence = 证据（由以下三者组成）
report-hash-verdict = 结论
report-hash-plan = 计划及停止运行的项目
report-hash-cone = 结论所依据的一切
report-evidence-made = 第 { $number } 次分析，计划第 { $revision } 版，以记录编号 { $seq } 为准，规则版本 { $rules }；由 { $actor }（自行申报）于 { $when } 作出。
report-verify = 核实方法：“cairn check”可确认其后没有记录被改动；“cairn change show { $change } --json”可显示已存档的证据。摘要为规范化 JSON（RFC 8785）的 SHA-256：同一配置库、计划及规则必得出相同摘要。
report-evidence-not-kept = 以上为预览的摘要，并未存档，任何决定均不可引用。
report-no-file = 没有说明报告写往何处。未更改任何数据。请加上 --out FILE.pdf 或 --out FILE.html。
help-change-report = 编写供委员会审阅的变更影响报告：FILE.pdf，或可打印于 A4 的 FILE.html
help-change-out = 要写入的文件；已有的文件会整个被替换

# The wire and the desk
wire-no-such-command = 没有“{ $name }”这个命令。未更改任何数据。界面与程序的版本不同，请重新启动。
wire-bad-request = 无法读取请求：{ $detail }。未更改任何数据。
wire-bad-reply = 无法写出答复：{ $detail }。
wire-nothing-open = 没有打开任何配置库。未更改任何数据。请打开或创建一个。
wire-file-unreadable = 无法读取 { $file }：{ $detail }。未更改任何数据。
wire-file-empty = 文件没有内容。未更改任何数据。请重新选择。
wire-file-unwritable = 无法写入 { $path }：{ $detail }。没有留下任何文件。请选择其他位置。
job-opening = 正在打开配置库
job-creating = 正在创建配置库
job-selecting = 正在选取配置项
job-writing = 正在写入文件
job-judging = 正在计算受影响的配置项
job-reading = 正在读取文件
job-planning = 正在与配置库比较
job-applying = 正在记录
job-checking = 正在检查
job-snapshot = 正在写入快照
import-estate-moved = 预览之后，配置库已由记录编号 { $was } 更新至 { $now }。未导入任何数据。请重新预览。
live-nothing-to-do = 没有需要更改之处：数据本已如此。未更改任何数据。
live-needs-a-change = 这需要不止一个步骤，或进行期间有项目停止运行，因此须通过变更处理。未更改任何数据。请把编辑加入变更。
live-nothing-to-undo = 记录编号 { $seq } 没有可以撤销的编辑。未更改任何数据。
live-undo-of-a-change = 记录编号 { $seq } 是某项变更的步骤。未更改任何数据。请在该变更内回退此步骤，或提出另一项变更。

# The same sentences on a screen, where there is no command line
desk-error-no-such-item = 找不到“{ $words }”所指的配置项：它不是此配置库中任何配置项的编号、ID、来源 ID 或名称。请在“配置项”中搜索。
desk-error-no-reason = 缺少原因。未更改任何数据。请说明原因。
desk-error-filter-unknown-value = 筛选条件：“{ $value }”不是此配置库的 { $field }。{ $field ->
    [operation] 可用值：in_service、degraded、out_of_service。
   *[other] 请从列表旁的选项中选择。
}
desk-error-filter-unknown-attribute = 筛选条件：没有配置项具有属性“{ $name }”。请打开配置项查看其属性。
desk-error-file-bad-encoding = { $file } 第 { $line } 行：含有不属于 { $encoding } 的字节。未导入任何数据。请选择正确的编码：utf-8、big5-hkscs、gb18030、windows-1252。
desk-error-file-wrong-header = { $file } 第 1 行：各列为“{ $columns }”。配置项必须有 id、class、name 各列（也可以有 status、attributes 等列）；关系必须有 source_id、type、target_id 各列。未导入任何数据。请更正表头，或在导入时指定各列名称。
desk-error-unknown-words = 这些文件使用了配置库不认识的类型。{ $class-count ->
    [0] { "" }
   *[other] 配置项类型（行数）：{ $classes }。
}{ $type-count ->
    [0] { "" }
   *[other] 关系类型（行数）：{ $types }。
}未导入任何数据。请允许导入学习这些类型，或指明各词对应配置库的哪个类型。
desk-error-no-such-type = “{ $type }”不是此配置库的关系类型。未导入任何数据。请为此词选择另一类型。
desk-error-estate-inconsistent = 无法读取配置库：{ $detail }。未更改任何数据。请运行完整性检查。
desk-error-not-an-estate = { $path } 不是配置库：其中没有 estate.json。请选择其他目录，或创建配置库。
desk-error-damaged = 配置库在 { $place } 处损坏：应为 { $expected }，实为 { $found }。未更改任何数据。请保留此目录，运行完整性检查，并从备份恢复。
desk-error-moment-record = 没有记录编号 { $text }：记录从 1 到 { $head }。未更改任何数据。请在“审计”中查看。
desk-error-moment-baseline = 没有基线“{ $text }”。现有基线：{ $list }。未更改任何数据。请在“基线”中查看全部。
desk-error-moment-words = “{ $text }”既不是记录编号（例如 12），也不是时间（例如 2026-11-21T09:30:00Z）或基线名称。未更改任何数据。请选择基线或记录。
desk-plan-contradiction = 与此步骤第 { $other } 项改动涉及同一数据。请取消其中一项。
desk-plan-item-exists = 项目 { $item } 已在配置库内。请更新计划。
desk-plan-no-such-group = { $item } 没有群组“{ $group }”。请在其页面查看其需求。
desk-plan-changed-since = 计划之后，{ $item } 的{ $field }已有改动：现为“{ $now }”。请更新计划，或重新计划此项改动。
desk-plan-need-changed-since = 计划之后，{ $item } 对“{ $group }”的所需数目已有改动：现为 { $now }。请更新计划，或重新计划此项改动。
desk-plan-learns = 这些文件有配置库不认识的类型（{ $words }），而变更不能加以学习。请先导入部分数据并允许学习，或指明各词对应配置库的哪个类型。
desk-guard-in-scope = 尚未计划任何改动，也没有项目会停止运行。请先计划改动或停运。
desk-guard-risk-known = 有关可能性的问题尚未作答：{ $questions }。请逐一作答（1 至 5）。
desk-guard-test-plan = 没有测试计划。请填写。
desk-guard-back-out-plan = 没有回退计划：整项变更没有，也不是每个步骤都有。请填写。
desk-guard-retired-not-needed = { $item } 将会退役，但仍有 { $count } 个项目需要它，首个为 { $dependant }。请计划如何处理，或说明原因以申请豁免。
desk-guard-redundancy-declared = 有 { $count } 项高级别服务依靠未经订明的冗余，首项为 { $service }。请订明所需成员数目，或说明原因以申请豁免。
desk-guard-no-window = 没有实施时段。请先设定。
desk-guard-differences = 有 { $count } 项与计划的差异未有解释，首项为：{ $first }。请逐一解释。
desk-guard-review = 此变更必须评审：有步骤未按计划完成、风险高，或属紧急变更。请填写。
desk-guard-records = 紧急变更可以后补的记录仍未齐备：{ $missing }。请先填写。
desk-guard-no-template = 没有模板“{ $name }”。请从列表中选择。
desk-change-unknown-actor = 没有说明操作人。请在“设置”中说明，按自行申报记录。未更改任何数据。
desk-change-needs-template = 标准变更须使用模板。请选择模板，或提出一般变更。未更改任何数据。
desk-change-template-not-standard = 只有标准变更使用模板。请改为标准变更，或不选模板。未更改任何数据。
desk-change-not-found = 没有变更“{ $words }”。未更改任何数据。请从列表中选择。
desk-change-not-analysed = { $change } 尚未评估。未更改任何数据。请先评估。
desk-decide-evidence-too-short = 证据须以其摘要的最少 { $min } 个字符指明。未更改任何数据。请在变更页面查看。
desk-close-no-such-difference = “{ $reference }”不是计划与配置库之间的差异。未更改任何数据。请在变更页面查看。
desk-error-snapshot-scoped = 此快照只有范围内的项目而没有日志，因此不能作为原配置库的副本。未更改任何数据。请创建为独立的配置库。
desk-error-other-lineage = 此快照（{ $snapshot }）与此配置库（{ $estate }）属于不同的配置库或记录分支。未更改任何数据。请单独检查，或打开其所属的配置库。
desk-error-file-snapshot = { $file } 是 Cairn 快照。未导入任何数据。请在“开始”以此快照创建新的配置库。

# A command line that another program runs
error-remote-ended = 打开 { $path } 的程序在说明命令结果之前已经结束。请先查看日志，确认命令是否已完成，然后重试。

# 文件的列以其他名称读取
help-import-rename = 把 A 列当作 B 读取：id、class、name、属性等；“A=”即不读取

# The desktop application: its menu, and what it says outside of the page.
shell-no-display = 没有可用的显示：DISPLAY 和 WAYLAND_DISPLAY 均未指向可用的显示器。没有打开任何配置库。请在桌面环境中启动 Cairn，或使用命令行 `cairn --help`。
shell-not-started = Cairn 无法显示窗口（{ $detail }）。没有打开或更改任何数据。请重新启动；如仍未解决，请重新安装。
shell-menu-file = 文件
shell-menu-new = 新建配置库…
shell-menu-open = 打开…
shell-menu-recent = 打开最近使用
shell-menu-import = 导入…
shell-menu-close = 关闭配置库
shell-menu-quit = 退出
shell-menu-edit = 编辑
shell-menu-undo = 撤销
shell-menu-redo = 重做
shell-menu-cut = 剪切
shell-menu-copy = 复制
shell-menu-paste = 粘贴
shell-menu-select-all = 全选
shell-menu-view = 视图
shell-menu-home = 主页
shell-menu-items = 配置项
shell-menu-map = 图
shell-menu-impact = 影响
shell-menu-changes = 变更
shell-menu-baselines = 基线
shell-menu-exchange = 导入
shell-menu-zoom-in = 放大
shell-menu-zoom-out = 缩小
shell-menu-zoom-plain = 实际大小
shell-menu-help = 帮助
shell-menu-keys = 键盘快捷键
shell-menu-about = 关于 Cairn
shell-leave-title = 关闭 Cairn？
shell-leave-jobs = 有 { $count } 项任务正在进行。关闭会停止这些任务，届时尚未记录的内容将不会记录。
shell-leave-staged = 有 { $count } 项改动待记录。关闭会放弃这些改动。
shell-leave-yes = 关闭
shell-leave-no = 留下

## 图的文件、整个配置库的图、筛选条件

help-impact-map = 把影响图写成 .svg、.pdf、.png 或 .csv
help-map = 以分组绘出整个配置库，或绘出配置项周围；不作任何更改
help-map-ci = 居中的配置项；不填则为整个配置库
help-map-up = 向需要它们的一方走多少层（2）
help-map-down = 向它们所需的一方走多少层（2）
help-map-by = 按 class（默认）或属性（例如 site）将配置库分组
help-map-lanes = 每条泳道的内容：layer（默认）或 tier
help-map-filter = 只包括此筛选条件选出的配置项
help-map-out = 把图写成 .svg、.pdf、.png 或 .csv
map-written = 图：{ $path }
map-boxes = 方格
map-counts = 共 { $total } 个配置项。方格之间有 { $between } 条关系，绘成 { $lines } 条线。
map-part-about = 查询对象
map-line-weak = 仅属支持，不影响程度
map-line-needed = 所需
map-file-legend = 箭头顺着故障蔓延的方向，由所需配置项向上指向需要它的配置项。向下的箭头表示循环依赖，或通往较低的泳道。
map-file-moment = 配置库 { $estate }，记录编号 { $seq }。
map-file-shown = 显示 { $second } 个中的 { $first } 个
map-file-folded = { $first } 个合并为 { $second } 组
map-file-grouped = { $first } 个配置项，分为 { $second } 组
map-file-hidden = { $first } 个在深度以外
map-column-kind = 种类
map-column-id = 标识
map-column-key = 编号
map-column-name = 名称
map-column-type = 类型
map-column-lane = 泳道
map-column-level = 影响程度
map-column-part = 角色
map-column-count = 配置项数
map-column-inside = 组内关系
map-column-needs-hidden = 所需而不在图上
map-column-needed-by-hidden = 被需要而不在图上
map-column-needed = 所需配置项
map-column-needed-by = 需要它的配置项
map-column-line = 线
map-column-relationships = 关系数
map-column-weak = 其中仅属支持
map-none = { $change } 没有任何涉及范围，因此没有影响图。没有写出任何文件。请先计划修改或停用，然后再试。
map-file-proposed = 按 { $change } 完成后的情况。
map-file-missing = 此计算机没有字体包含这些字符：{ $characters }，文件中会缺少。请安装含有这些字符的字体（例如 Noto Sans CJK），或改为输出 SVG。
map-lane-no-tier = 没有级别
map-lane-others = 其他
map-group-none = （没有值）
map-group-others = 其他
map-title-change = { $change }：最差的第 { $step } 步
map-title-impact = { $names } 停止运行的影响
map-title-around = { $names } 的周围
map-title-estate = 整个配置库
map-title-filtered = 由 { $filter } 选出的配置项
map-file-no-fonts = { $path } 之中没有任何字体，无法把图绘成 PDF 或 PNG。没有写出任何文件。请安装字体，或改为输出 SVG 或 CSV。
map-file-not-drawn = 无法绘出此图（{ $detail }）。没有写出任何文件。请改为输出 SVG 或 CSV。
map-file-format = { $path } 没有说明图要写成哪种文件。没有写出任何文件。请以 { $list } 之一作为文件名结尾。
filter-no-value = 没有值
filter-either = { $others } 或 { $last }
filter-text-not = 不含“{ $values }”
filter-is = { $field } 为 { $values }
filter-is-not = { $field } 不是 { $values }

## 界面自行说明应怎么做

desk-error-locked = { $path } 已在别处打开：{ $holder }。未更改任何数据。
desk-error-newer-format = { $path } 的存储格式为 { $found }；此版本最高可读取 { $supported }。未更改任何数据。

## 产品自行写入的原因

reason-default-catalogue = 新配置库的目录
reason-sample = 示例配置库
reason-looked-at = 重新分析未完结的变更
reason-undo = 撤销记录编号 { $record }
reason-snapshot = { $name } 的快照，记录编号 { $record }
reason-template = 以此变更建立模板

## 供界面取用的词语

currency-none = 尚未有
confidence-declared = 申报
confidence-discovered = 探测所得
confidence-verified = 已核实
# The estate on disk: log, checkpoint, revert, purge, back-up
check-first-bad = 最早有问题的记录是第 { $seq } 号：在它之前的记录完整无缺。
check-purged = 已清除 { $values } 个值；日志中有 { $places } 处以摘要代替。
log-exported = { $path }：第 1 至 { $seq } 号记录，{ $edits } 项修改；最新一条的哈希值为 { $hash }。tests/verify_log.py 不需要 Cairn 即可验证。
help-log-export = 把整份日志写成文字，供其他工具验证
help-log-out = 要写入的文件（.ndjson）
help-checkpoint = 说明配置库进行到哪里，供另外存放
help-checkpoint-out = 同时写入这个文件
help-check-against = 同时与检查点比较：文件或其短文字
checkpoint-kept = 请把它存放在能改动配置库的人无法改动的地方。日后比较：cairn check --against
checkpoint-written = 已写入检查点：{ $path }
checkpoint-edits = 至今的修改
check-against-holds = 检查点相符：{ $at } 的第 { $seq } 号记录仍在，之前的一切没有改动。
check-against-holds_taken_over = 检查点相符：{ $at } 的第 { $seq } 号记录仍在，之前的一切没有改动。其后有副本接手。
check-against-other_estate = 这是另一个配置库的检查点。没有作出任何更改。请指定这个配置库的检查点。
check-against-fork = 另一份副本曾自行继续：这个配置库不属于检查点（{ $at } 的第 { $seq } 号记录）那一脉记录。没有作出任何更改。请查明哪一份是正本，并在正本上工作。
check-against-truncated = 记录有缺：检查点显示曾有 { $at } 的第 { $seq } 号记录，但这个配置库在此之前已结束。没有作出任何更改。请保留此目录，并从备份还原。
check-against-rebuilt = 第 { $seq } 号记录与 { $at } 的不同：有人重新制作了记录。没有作出任何更改。请保留此目录，并从备份还原。
error-checkpoint-none = 这不是检查点。没有作出任何更改。请指定由 “cairn checkpoint --out” 写入的文件，或其短文字。
error-checkpoint-digit = 检查点的核对字符不符：有字符错误、遗漏或位置不对。没有作出任何更改。请与原件核对。
error-checkpoint-newer = 检查点的版本是 { $version }；本版本只能读取 1。没有作出任何更改。请使用较新版本的 Cairn。
help-revert = 以一条新记录撤回某条记录所做的修改
help-revert-record = 记录编号，或变更及其步骤：CHG-1/2
revert-done = 第 { $reverted } 号记录已由第 { $seq } 号记录撤回（{ $edits } 项修改）。变更及所作的决定保持不变。
revert-conflict = { $item } · { $field }：其后由第 { $records } 号记录再次更改
revert-conflict-whole = { $item }：其后由第 { $records } 号记录再次更改、移除或新增
revert-conflict-taken = { $item } · { $field }：现已属于另一个项目
revert-conflict-related = { $item } 将会移除，但其后新增了关系：{ $other }（第 { $records } 号记录）
revert-conflict-lost = { $item } 将会恢复，但 { $other } 其后已移除（第 { $records } 号记录）
revert-conflicts-more = 另有 { $count } 处
revert-purged = 第 { $seq } 号记录有值已被清除，再没有人知道它是什么。没有作出任何更改。请更正需要不同的值。
error-reverting = 第 { $seq } 号记录无法撤回：其后的记录在 { $count } 处与此相抵触。没有作出任何更改。请先撤回较后的记录，或更正这些值。
revert-so-already = 第 { $seq } 号记录已没有可撤回的内容：第 { $records } 号记录其后修改了相同的内容，现已与之前一样。没有作出任何更改。
revert-no-such-step = { $change } 的第 { $step } 步没有产生记录。没有作出任何更改。各步骤及其记录：cairn change show { $change }
revert-terms-left = 第 { $seq } 号记录无法撤回：其后为它引入的 { $item } 需求“{ $group }”申报了数目，撤回后这些数目将没有所属关系。没有作出任何更改。请先撤回申报这些数目的记录。
help-purge = 从项目及日志永久清除一个值，只留下摘要
help-purge-ci = 项目；已移除的项目请用其标识符
help-purge-field = name，或一个属性
help-purge-record = 该记录之后的值；不指定则为现在的值
help-purge-approved-by = 一同负责的第二人
purge-done = { $key } 的 1 个值（{ $field }）已由第 { $seq } 号记录清除：日志中 { $places } 处已移除，摘要保留，所有哈希值不变。
purge-elsewhere = 同样的文字也见于：{ $list }。这些地方没有改动。
purge-remains = 在压缩配置库之前，数据库未使用的部分可能仍有其字节；之前制作的快照和备份也是。
purge-two-people = 清除需要两个人：提出的人（{ $actor }）及另一位批准的人。没有作出任何更改。请用 --approved-by 指明另一位。
purge-no-value = { $item } 的 { $field } 没有可清除的值。没有作出任何更改。请用 cairn show 查看其值，并用 --record 指明含有该值的记录。
purge-reason-repeats = 原因重复了要清除的值。没有作出任何更改。请换个说法。
help-backup = 把配置库经核对的备份写入目录；打开时也可以
help-backup-to = 存放备份的目录，宜在另一个磁盘
help-backup-keep = 保留这个配置库的多少份备份；不指定则全部保留
help-restore = 经全面检查后，从备份制作只读副本
help-restore-file = 备份或快照（.cairn.zip）
help-take-over = 让这个副本成为正本，自成一脉记录
help-compact = 以现有内容重建数据库：腾出磁盘空间，不留下已清除的值
backup-done = 第 { $seq } 号记录的备份已写入并核对：{ $path }
backup-removed = 已移除 { $count } 份较旧的备份。
error-backup-keep = 至少要保留一份备份。没有作出任何更改。请指定 --keep 1 或以上，或不要指定。
error-backup-unsound = 备份无法读回：{ $path } 在 { $place } 有问题。没有移除较旧的备份。请改用另一个磁盘，再次备份。
take-over-done = 由第 { $seq } 号记录起，这个配置库是正本，属 { $lineage } 一脉；它曾是 { $from } 的副本。原正本其后的记录不在这里：请勿同时使用两者。
take-over-primary = 这个配置库已经是正本。没有作出任何更改。只有副本可以接手。
compact-done = 已在第 { $seq } 号记录压缩：由 { $before } MB 变为 { $after } MB。移除原有数据库之前已全部核对。
error-compact-open = 另一个程序正打开这个配置库。没有作出任何更改。请先在那里关闭，再压缩。
error-place-network = 配置库位于网络磁盘（{ $kind }）：两台电脑可能同时写入，锁定也不可靠。在此可以读取，但不接受记录。没有作出任何更改。请移到本机磁盘，再备份到网络：cairn backup --to DIR
error-place-synchronised = 配置库位于会同步的文件夹（{ $kind }）：它会变成两个各自发展的配置库。在此可以读取，但不接受记录。没有作出任何更改。请移到不同步的文件夹，再备份到这里：cairn backup --to DIR
desk-error-place-network = 配置库位于网络磁盘（{ $kind }）：两台电脑可能同时写入，锁定也不可靠。在此可以读取，但不接受记录。没有作出任何更改。请移到本机磁盘，再备份到网络。
desk-error-place-synchronised = 配置库位于会同步的文件夹（{ $kind }）：它会变成两个各自发展的配置库。在此可以读取，但不接受记录。没有作出任何更改。请移到不同步的文件夹，再备份到这里。

# Care of an estate: back-ups, taking over, compacting, taking back, purging, damage
job-backup = 正在写入并检查备份
job-compacting = 正在重建数据库
job-log = 正在写入日志
job-salvaging = 正在抢救可读取的记录
wire-being-kept = 配置库的数据库正在重建。没有更改任何数据。请等待该任务完成，或取消该任务。
wire-still-read = 配置库正被其他任务读取。没有更改任何数据。请等其他任务完成后再试。
care-no-such-time = 没有这个时间或星期。没有更改任何数据。请另选一个。
care-folder-whole = “{ $path }”没有写明从何处开始。没有更改任何数据。请提供文件夹的完整路径。
help-salvage = 将已损坏配置库中所有可读取的记录制成新配置库；已损坏的配置库保持原状
help-salvage-to = 新配置库的目录
help-diagnostics = 写出 Cairn 开发者所需的资料：只有数字和代码，不含配置库任何内容
help-diagnostics-out = 要写入的文件
salvage-done = 已抢救至记录编号 { $seq }（{ $edits } 项改动），存于 { $path }。已损坏的配置库保持原状。
salvage-first-unreadable = 首个无法读取的记录是编号 { $record }（{ $place }：应为 { $expected }，实为 { $found }）。该记录及其后的记录均未能保留。
salvage-attachments = { $count ->
   *[other] { $count } 个附件无法读取。
}
salvage-next = 新配置库是副本。请与最近的备份比较，再由较新的一个接管：cairn take-over
error-salvage-open = 另一程序正打开此配置库，即配置库并非损坏到无法打开。没有更改任何数据。请检查：cairn check
diagnostics-done = 已写入：{ $path }。其中只有版本、数字和代码，不含配置库任何内容。
desk-error-backup-keep = 至少须保留一个备份。没有更改任何数据。请保留 1 个或以上。
desk-purge-two-people = 清除须由两人负责：提出者（{ $actor }）和另一名批准者。没有更改任何数据。请指明另一人。
desk-purge-no-value = { $item } 的 { $field } 没有可清除的值。没有更改任何数据。请查看其历史，并指明载有该值的记录。
desk-error-checkpoint-none = 这不是检查点。没有更改任何数据。请选择已保存的检查点文件，或粘贴其短文本。
# 配置库的映像
check-image-used = 正在使用映像：配置库由它打开，内容与数据页一致。
check-image-too_old = 映像太旧，不会使用；配置库由数据页打开。关闭配置库时会写入新的映像。
check-image-damaged = 映像已损坏，不会使用；配置库由数据页打开，没有丢失任何数据。关闭配置库时会写入新的映像。
check-image-other_estate = 映像属于另一个配置库，不会使用；此配置库由数据页打开。
check-image-other_form = 映像由另一个版本写入，或在模型更改之前写入，不会使用；配置库由数据页打开。
check-image-other_record = 映像所属的记录不在此配置库，不会使用；配置库由数据页打开。
# Encrypted back-ups
help-backup-passphrase = 首行为密码短语的文件；备份以其加密
help-backup-recipient = 可打开备份者的公钥（age1…）；可重复
help-open-passphrase = 首行为密码短语的文件（备份以密码短语加密时）
help-open-identity = 身份文件（由 age-keygen 生成；备份为接收者加密时）
backup-done-sealed = 记录编号 { $seq } 的加密备份已写入并检查：{ $path }。没有密钥，任何人都无法读取；请将密钥存放在别处。
error-sealed-both = 备份只能以密码短语加密或为接收者加密，不能两者并用。没有更改任何数据。请略去 --passphrase-file 或 --recipient。
error-sealed-two-keys = 请只提供一种密钥：--passphrase-file 或 --identity。没有更改任何数据。
error-sealed-short = 密码短语太短：拿到文件的人可以无限次尝试。没有更改任何数据。请使用 { $least } 个字符或以上。
error-sealed-nobody = 没有接收者，无人可以打开备份。没有更改任何数据。请至少指定一个公钥。
error-sealed-recipient = “{ $text }”不是 age 公钥。没有更改任何数据。请提供以 age1 开头的公钥。
error-sealed-identity = { $path } 中没有身份。没有更改任何数据。请提供 age-keygen 写出的文件。
error-sealed-passphrase = { $path } 以密码短语加密。没有更改任何数据。请提供：--passphrase-file FILE
error-sealed-recipients = { $path } 为接收者加密。没有更改任何数据。请提供其中一人的身份：--identity FILE
error-sealed-key = { $path } 已加密，此密钥无法打开。没有更改任何数据。请使用加密时的密码短语，或其接收者的身份。
error-sealed-damaged = { $path } 的开头像加密文件，但已损坏：内容无法读取。没有更改任何数据。请使用另一份备份。
desk-error-sealed-passphrase = { $path } 以密码短语加密。没有更改任何数据。请输入密码短语。
desk-error-sealed-recipients = { $path } 为接收者加密。没有更改任何数据。请选择其中一人的身份文件。
error-sealed-changed = 加密文件写入后曾被更改或截短：内容已无法读取。没有更改任何数据。请使用另一份备份。
# A disk that cannot be written
error-read-only-disk = { $path } 所在的磁盘为只读；配置库只能在可写入之处打开（{ $operation }）。没有更改任何数据。请将配置库复制到另一磁盘，或使此磁盘可写入。
# Values that are gone
check-purged-unnamed = 日志中有 { $places } 处的值已不存在，而此配置库没有清除记录：它在此副本的时刻之后被清除，或遭人移除。请与原件或检查点比较。
# Single points of failure and cut pairs
help-spof = 说明哪些单一故障会使服务停止，或哪两项故障合起来会；不作任何更改
help-spof-service = 服务（键值、标识符或名称）；不指定即所有服务
help-spof-pairs = 说明哪两项故障合起来会使服务停止，而任何一项单独不会
help-spof-without-assumed = 假设未声明所需数量的组需要所有成员
error-not-a-service = { $key }（{ $name }）不是服务。没有更改任何数据。请指定服务，或查询其故障的影响：cairn impact --down { $key }
spof-summary = 已检查 { $services } 项服务，并逐一令其所依赖的 { $tried } 个配置项失效：{ $weak ->
    [0] 没有任何服务有单点故障。
   *[other] { $weak } 项服务有单点故障。
}
spof-down-already = 已停止：其他故障不会再有影响
spof-single = 单点故障
spof-tiers = 人工输入的级别与随之停止者相差两级或以上
spof-pairs-summary = 已检查 { $services } 项服务：{ $weak ->
    [0] 没有任何两项故障会使一项服务停止，而任何一项单独不会。
   *[other] { $weak } 项服务会因两项故障停止，而任何一项单独不会。
}
spof-pairs = 会使服务停止的故障组合
spof-pairs-of = { $service }：{ $count } 个组合中的 { $shown } 个
column-tier-entered = 输入的级别
column-tier-derived = 推算的级别
column-pairs = 组合
column-site = 地点
column-supplier = 供应商
column-first = 其一
column-second = 其二
# While something is out: cause and recovery
help-impact-now = 说明目前因停止运行者而停止的一切，不假设其他故障
help-cause = 列出可以解释所有报告的单一故障；不作任何更改
help-cause-down = 停止运行者
help-cause-degraded = 运行欠佳者
help-recovery = 说明目前停止者可以按什么次序恢复；不作任何更改
error-usage-nothing-reported = 没有任何报告。没有更改任何数据。请指明停止运行者：cairn cause CI CI
cause-summary = { $reported } 项报告：{ $causes ->
    [0] 没有单一故障可以解释全部。请查找多个原因，或缺少的关系。
   *[other] { $causes } 项单一故障各自可以解释全部；第一项会牵连最少的其他项。
}
cause-explains = 可以解释全部者
column-unreported = 未报告
column-unreported-first = 其中前几项
recovery-summary = { $down ->
    [0] 没有任何项停止。
   *[other] { $down } 个项已停止，分 { $waves } 批恢复。
}
recovery-waves = 逐批恢复
recovery-itself = 停止运行
recovery-because = 受其他项影响
recovery-deadlock = 冷启动死锁：{ $members } 互相等待。请在没有 { $member } 的情况下启动 { $consumer }（{ $need }）：{ $freed ->
    [0] 仅此并不足够，须再切断其他关系。
   *[other] 其后 { $freed } 个项可以恢复。
}
recovery-waiting = 等待死锁解开：{ $members }。
recovery-warning = 非硬性的循环：{ $members }。无须等待；先恢复者在其他恢复前运行欠佳。
column-wave = 批次
column-serves-tier = 支持的级别
column-rto = RTO（分钟）
cause-explained = 已停止运行者足以解释全部：{ $items }。
# An estate of a former storage format
care-migrated = 此配置库原为存储格式 { $from }，现已转换为存储格式 { $to }。转换前的备份位于 { $path }；较旧版本的 Cairn 只能打开该备份。
# What is out, on one sheet
outage-title = 停止运行的配置项及受影响者
outage-nothing = 没有配置项记录为停止运行或降级运行：无须恢复。
outage-out = 有 { $count } 个配置项记录为停止运行或降级运行。
outage-no-service = 没有服务受影响。
outage-services-down = { $count ->
    [1] { $names } 已停止服务。
   *[other] { $count } 项服务已停止：{ $names }。
}
outage-services-degraded = { $count ->
    [1] { $names } 已降级。
   *[other] { $count } 项服务已降级：{ $names }。
}
outage-services-at-risk = { $count ->
    [1] { $names } 仍可运行，但冗余减少。
   *[other] { $count } 项服务仍可运行，但冗余减少：{ $names }。
}
outage-services = 受影响的服务
outage-items = 记录为停止或降级运行的配置项
outage-customers = 客户：{ $names }
outage-since-unknown = 没有记录
outage-ago = { $time }前
outage-rto-left = 还剩 { $time }
outage-rto-overdue = 超时 { $time }
outage-rto-of = 目标 { $time }
outage-expected-end = 预计 { $when } 恢复
outage-recent = 过去 { $hours } 小时的相关更改
outage-recent-none = 期间，受影响的配置项及其所依赖的配置项均没有更改。
outage-touched-model = 配置库的模型
outage-touched-many = 数量太多，没有逐一查核
outage-sheet-writing = 正在写入故障单页
column-rto-left = 恢复时间目标
column-owner = 责任方
column-support = 支持
column-contract = 合同
column-what-comes-up = 可恢复的配置项
column-what = 内容
column-touched = 涉及
duration-days = { $days } 天 { $hours } 小时
duration-hours = { $hours } 小时 { $minutes } 分钟
duration-minutes = { $minutes } 分钟
report-sheet = 第 { $number } 页，共 { $count } 页
job-pairs = 正在查找成对的故障
help-outage = 说明现在停止运行的配置项、受影响者及时间、可求助者、最近的更改，以及恢复次序
help-outage-report = 同时写成一页：FILE.pdf 或 FILE.html
help-findings = 列出模型未有定论之处：未声明的冗余、不可能成立的需求、未经确认的类型
findings-summary = { $assumed ->
    [0] 没有假设的冗余
   *[other] { $assumed } 个组的冗余未经声明
}；{ $errors ->
    [0] 没有错误的需求
   *[other] { $errors } 项需求不可能成立
}；{ $types ->
    [0] 所有关系类型均已确认。
   *[other] { $types } 种关系类型未经确认。
}
findings-assumed = 未经声明的冗余
findings-declare = 声明所需数量：cairn change new …，然后 cairn change edit CHG-NNNN --need CI GROUP COUNT；或在桌面应用的“弱点”页声明。
findings-errors = 不可能成立的需求
findings-types = 未经确认的关系类型
findings-needs-source = 前者依赖后者
findings-needs-target = 后者依赖前者
findings-needs-none = 互不依赖
column-who-needs = 依赖方向
outage-recent-records = 受影响配置项最近的更改
error-of-snapshot = { $file } 是只供查看的快照，不接受记录。未作任何更改。请在配置库上工作，或用快照建立配置库：cairn snapshot import FILE --into DIR
desk-error-of-snapshot = { $file } 是只供查看的快照，不接受记录。未作任何更改。请打开配置库本身，或在“导入 / 导出”中用快照建立配置库。
help-impact-since = 说明同样的中断在此较早时刻的影响，以及造成差异的记录
impact-since-said = 由 { $from } 至 { $to }：{ $count ->
    [0] 所有配置项的影响程度不变。
   *[other] { $count } 个配置项的影响程度有变，由 { $records } 条记录造成。
}
impact-since-absent = 在较早时刻，以下配置项不参与分析，其中断当时没有影响：{ $names }
impact-since-changed = 影响程度有变的配置项
impact-since-records = 造成差异的记录
column-worse = 变差
column-better = 变好
# 在无权写入之处打开
error-not-permitted-open = 您没有权限读取和写入 { $path }（{ $operation }：{ $detail }）；配置库只能在可写入之处打开。没有更改任何数据。请向所有者获取权限，或将配置库复制到您可写入的地方。
# What changes do to each other, and the calendar
collision-same-item = { $changes } 同时改动相同的配置项：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}。在 { $start } 至 { $end } 之间重叠 { $minutes } 分钟。
collision-in-the-cone = { $changes } 当中一项改动的配置项，会因另一项而变为{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}。在 { $start } 至 { $end } 之间重叠 { $minutes } 分钟。
collision-same-service = { $changes } 各自使相同的服务受影响，最差为{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}。在 { $start } 至 { $end } 之间重叠 { $minutes } 分钟。
collision-together = { $changes } 单独进行不会如此，但合起来会使以下配置项受影响，最差为{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}。在 { $start } 至 { $end } 之间重叠 { $minutes } 分钟。
collision-freeze = { $changes } 会使冻结期 { $freeze }（{ $reason }）所涵盖的配置项受影响，最差为{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}。在 { $start } 至 { $end } 之间重叠 { $minutes } 分钟。
collision-outside = { $changes } 会在维护时段以外使以下配置项受影响，最差为{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}。在 { $start } 至 { $end } 之间有 { $minutes } 分钟在维护时段以外。
guard-joint-outage = 与其他变更合起来会造成影响的冲突有 { $count } 项，首项：{ $changes } 合起来会使以下配置项变为{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}，在 { $start } 至 { $end } 之间共 { $minutes } 分钟。请更改时段（cairn change slot CHG），或申请豁免：--waive no_joint_outage=REASON。
guard-joint-unknown = 此时段内互相影响的变更太多，未能逐一检查所有组合。请更改时段（cairn change slot CHG），或申请豁免：--waive no_joint_outage=REASON。
guard-frozen = 受 { $count } 个冻结期所限，首个为 { $freeze }（{ $reason }）：{ $changes } 会使其涵盖的配置项变为{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}，在 { $start } 至 { $end } 之间共 { $minutes } 分钟。请更改时段（cairn change slot CHG），或申请豁免：--waive not_frozen=REASON。
waiver-no_joint_outage = 没有配置项因多项变更同时进行而受影响
waiver-not_frozen = 不受冻结期所限
collision-no-window = { $change } 没有实施时段，无从比较。未更改任何数据。请先建议时段：cairn -e DIR change edit { $change } --window-start … --window-end …
change-window-by-schedule = { $change } 已获批准，时段须以排期设定。未更改任何数据。请使用：cairn -e DIR change schedule { $change } --start … --end …
change-nothing-to-waive = { $change } 没有被“{ $guard }”挡住，无须豁免。未更改任何数据。查看冲突：cairn -e DIR collisions { $change }
calendar-no-name = 维护时段须有名称。未更改任何数据。
calendar-bad-weekday = 维护时段须指明每星期至少一天。未更改任何数据。请以 mon、tue、wed、thu、fri、sat、sun 指明。
calendar-bad-time = 维护时段须在当天内开始，长度由 1 分钟至一星期。未更改任何数据。
calendar-bad-clock = “{ $text }”不是时间。未更改任何数据。请提供时与分，例如 22:30。
calendar-no-such-zone = 没有时区“{ $zone }”。未更改任何数据。请指明 IANA 数据库的时区，例如 Asia/Hong_Kong。
calendar-no-items = 没有指明任何配置项。未更改任何数据。
calendar-no-such-type = 此配置库没有类型“{ $type }”。未更改任何数据。
calendar-no-such-freeze = 没有冻结期“{ $id }”。未更改任何数据。现有：{ $known }
calendar-no-such-window = 没有维护时段“{ $id }”。未更改任何数据。现有：{ $known }
calendar-no-service = 没有服务受影响。
calendar-services = 服务：{ $down } 项停止，{ $degraded } 项降级，{ $at-risk } 项有风险。
calendar-scope-everything = 所有服务
calendar-scope-items = 只限 { $items }
calendar-scope-class = 类型为 { $type } 的所有配置项
calendar-scope-site = 位于 { $site } 的所有配置项
slot-none = { $change } 需要 { $minutes } 分钟；{ $after } 至 { $until } 之间没有不冲突的时段，其后未查看。
slot-found = { $change } 从 { $start } 至 { $end }（{ $minutes } 分钟）没有冲突，是最早的时段。
slot-no-length = 没有说明 { $change } 需时多久。未更改任何数据。请填写步骤的分钟数或建议时段：cairn -e DIR change edit { $change } --step 1 --minutes N
help-collisions = 说明时段重叠的变更互相有何影响，以及各自与日程有何冲突；不作任何更改；如有冲突，退出码为 1
help-collisions-change = 只显示涉及这些变更的冲突，不论其状态
help-calendar = 显示未来日程：变更、冲突、冻结期、维护时段；不作任何更改
help-calendar-from = 从此时间起；未提供则为现在
help-calendar-to = 至此时间止；calendar 未提供则为 90 天后
help-calendar-ics = 写成 iCalendar 文件，供任何日历程序使用
help-calendar-html = 写成一页，供阅读或打印
help-calendar-freeze = 添加、移除或列出冻结期
help-calendar-window = 添加、移除或列出维护时段
help-calendar-freeze-add = 添加冻结期：所涵盖的配置项不可因变更而降级或停止；未指明则为所有服务
help-calendar-window-add = 添加每星期的维护时段；未指明则适用于所有服务
help-calendar-remove = 移除一项，并说明原因
help-calendar-list = 列出
help-calendar-start = 开始时间，例如 2026-12-24T00:00:00Z
help-calendar-end = 结束时间
help-calendar-services = 只限这些服务或配置项
help-calendar-type = 只限此类型的配置项，以标识符指明
help-calendar-site = 只限位于此配置项内者
help-calendar-id = 冻结期或时段的标识符
help-calendar-name = 时段名称
help-calendar-days = 开始的日子：mon,tue,wed,thu,fri,sat,sun
help-calendar-clock = 按时区的开始时间，例如 22:30
help-calendar-minutes = 长度（分钟）
help-calendar-zone = 时区，例如 Asia/Hong_Kong
help-change-slot = 找出变更没有冲突的最早时段；不作任何更改；没有则退出码为 1
help-slot-after = 不早于此时间；未提供则为现在
help-edit-window-start = 建议时段的开始时间
help-edit-window-end = 建议时段的结束时间
collision-summary = 已查看 { $changes } 项变更：{ $collisions ->
    [0] 没有冲突。
   *[other] { $collisions } 项冲突，其中 { $blocking } 项须先解决。
}
collision-cut-short = 互相影响的变更太多，未能检查所有组合，可能还有其他冲突。
collision-blocking = { $kind }（须先解决）：{ $sentence }
collision-other = { $kind }（不阻碍批准）：{ $sentence }
collision-undecided = 当中有变更仍待决定。
calendar-title = 变更日程
calendar-period = 从 { $from } 至 { $to }，依据记录编号 { $seq }。
calendar-made = { $estate }，制作于 { $made }。
calendar-changes = 变更
calendar-collisions = 冲突
calendar-freezes = 冻结期
calendar-windows = 维护时段
calendar-nothing = 没有任何计划。
calendar-spread = 各步骤以整个时段计算：未填写分钟数、不符时段长度，或正在进行。
calendar-does-not-apply = 其计划不再适用于配置库：{ $reason }
calendar-freeze-event = 冻结期：{ $reason }
calendar-window-event = 维护时段：{ $name }
calendar-wrote = 已写入 { $path }。
calendar-recurs = { $days }，{ $time }，{ $minutes } 分钟，{ $zone }
done-calendar-add = 已添加 { $id }（记录编号 { $seq }）。
done-calendar-remove = 已移除 { $id }（记录编号 { $seq }）。
column-covers = 涵盖
column-recurs = 时间
column-does = 影响
column-id = 标识符
column-collides = 冲突
calendar-day-mon = 星期一
calendar-day-tue = 星期二
calendar-day-wed = 星期三
calendar-day-thu = 星期四
calendar-day-fri = 星期五
calendar-day-sat = 星期六
calendar-day-sun = 星期日
desk-guard-joint-outage = 与其他变更合起来会造成影响的冲突有 { $count } 项，首项：{ $changes } 合起来会使以下配置项变为{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}，在 { $start } 至 { $end } 之间共 { $minutes } 分钟。请更改时段，或说明原因申请豁免。
desk-guard-frozen = 受 { $count } 个冻结期所限，首个为 { $freeze }（{ $reason }）：{ $changes } 会使其涵盖的配置项变为{ $level }：{ $items }{ $more ->
    [0] { "" }
   *[other] { " " }另加 { $more } 项
}，在 { $start } 至 { $end } 之间共 { $minutes } 分钟。请更改时段，或说明原因申请豁免。
desk-change-window-by-schedule = { $change } 已获批准，时段须以排期设定。未更改任何数据。请为其排期。
desk-change-nothing-to-waive = { $change } 没有被“{ $guard }”挡住，无须豁免。未更改任何数据。请在日程查看冲突。
desk-collision-no-window = { $change } 没有实施时段，无从比较。未更改任何数据。请先建议时段。
desk-slot-no-length = 没有说明 { $change } 需时多久。未更改任何数据。请填写步骤的分钟数或建议时段。
desk-guard-joint-unknown = 此时段内互相影响的变更太多，未能逐一检查所有组合。请更改时段，或说明原因申请豁免。
help-calendar-pdf = 同时写成 PDF，供打印

help-findings-confirm = 确认导入所带来的关系类型是什么意思
help-findings-type = 类型的编号，见 findings 所列
help-findings-needs = 哪一端依赖另一端：source、target 或 none；省略时沿用当前的理解
help-findings-strength = 依赖程度：hard、degrading、soft 或 info；省略时沿用当前的理解
findings-confirm = 确认类型：cairn findings confirm TYPE [--needs source|target|none] [--strength hard|degrading|soft|info] --reason TEXT；或在桌面应用的“弱点”页确认。
done-findings-confirm = 已确认 { $type }，记录编号 { $record }。
confirm-no-such-type = 此配置库没有关系类型“{ $type }”。未更改任何数据。请指明 cairn findings 所列的类型。
confirm-own-type = “{ $type }”属 Cairn 自身的目录，并非导入带来的类型。未更改任何数据。
confirm-so-already = “{ $type }”已按此确认。未更改任何数据。
confirm-terms-left = 有 { $count } 个配置项声明了需要多少个“{ $type }”关系：{ $items }。方向一转，这些声明便失去意义。未更改任何数据。请先移除这些声明。
confirm-bad-needs = “{ $text }”不是任何一端。未更改任何数据。--needs 可用 source、target 或 none。
confirm-bad-strength = “{ $text }”不是依赖程度。未更改任何数据。--strength 可用 hard、degrading、soft 或 info。
statement-more-collisions = 另有 { $count } 个冲突，见变更日历。


# Error budgets
help-exposure = 列出各服务还剩多少停机限额，以及用在何处；不作任何更改；有超支时以 1 结束
help-exposure-service = 服务，以编号、标识或名称指明；不指明即为所有服务
help-change-exposure = 说明变更按计划及失败时会用去多少停机限额；不作任何更改；超出余额时以 1 结束
budget-summary = { $count ->
    [0] 没有服务承诺可用率。
   *[other] { $spent ->
        [0] { $count } 项服务设有停机限额，均未超支。
       *[other] { $count } 项服务设有停机限额，其中 { $spent } 项已超支。
    }
}
budget-left = { $service } 的停机限额{ $period ->
    [calendar_month] 本月
    [calendar_quarter] 本季度
    [calendar_year] 本年
   *[rolling_30_days] 在 30 天内
}还剩 { $left } 分钟（共 { $budget } 分钟）。
budget-overdrawn = { $service } { $period ->
    [calendar_month] 本月
    [calendar_quarter] 本季度
    [calendar_year] 本年
   *[rolling_30_days] 在 30 天内
}已停机 { $used } 分钟，限额为 { $budget } 分钟：超支 { $over } 分钟。
budget-period-rolling_30_days = 连续 30 天
budget-period-calendar_month = 自然月
budget-period-calendar_quarter = 自然季度
budget-period-calendar_year = 自然年
budget-round-the-clock = 全天候
budget-promise = { $period }的 { $target }%，{ $hours }（{ $zone }）
budget-with-planned = 计划内停机计算在内。
budget-without-planned = 计划内停机不计。
budget-degraded-half = 服务降级按一半计。
budget-degraded-free = 服务降级不计。
budget-span = 从 { $start } 到 { $end }。
budget-used = 已用：计划外 { $unplanned } 分钟，计划内 { $planned } 分钟。
budget-goes-on = 仍未恢复
budget-services = 停机限额，余额最少者在前
budget-outages = 降级或停止的时间
budget-unread = 未能完全读取的承诺
budget-without = 没有停机限额
promise-hours-absent = 没有输入服务时间：视为全天候。
promise-hours-unread = 无法读取服务时间“{ $text }”：视为全天候。请写 24x7，或如 Mon-Fri 09:00-18:00; Sat 09:00-13:00 的时段
promise-zone-unread = 时区“{ $text }”未知：视为 UTC。
promise-period-absent = 没有输入目标计算周期：视为连续 30 天。
promise-period-unread = 目标计算周期“{ $text }”未知：视为连续 30 天。
promise-target-absent = 没有承诺可用率。
promise-target-unread = 无法读取可用率目标“{ $text }”：须为不大于 100 的小数。
exposure-verdict-none = 变更不会使任何服务降级或停止，即使失败也是如此。
exposure-verdict-over = { $count } 项服务的停机限额余额少于变更所需。
exposure-verdict-over-failing = 按计划进行，变更不会超出任何停机限额；如变更失败，{ $count } 项服务的余额将不足。
exposure-verdict-within = 变更影响 { $count } 项服务，即使失败，也在停机限额之内。
exposure-nothing = { $service }：按计划不影响服务时间。
exposure-nothing-failing = 如变更失败：不影响服务时间。
exposure-not-counted = { $service }：按计划 { $exposed } 分钟，不计入限额。
exposure-not-counted-failing = 如变更失败：{ $exposed } 分钟，不计入限额。
exposure-no-target = { $service }：按计划 { $exposed } 分钟；服务没有承诺可用率。
exposure-no-target-failing = 如变更失败：最多 { $exposed } 分钟。
exposure-within = { $service } 到 { $until } 为止还剩 { $left } 分钟（共 { $budget } 分钟）；本变更用去 { $uses } 分钟，剩下 { $after } 分钟。
exposure-within-failing = 如变更失败：余额 { $left } 分钟中最多用去 { $uses } 分钟，剩下 { $after } 分钟。
exposure-over = { $service } 到 { $until } 为止还剩 { $left } 分钟（共 { $budget } 分钟）；本变更用去 { $uses } 分钟，超出余额 { $over } 分钟。
exposure-over-failing = 如变更失败：余额 { $left } 分钟，最多用去 { $uses } 分钟，超出 { $over } 分钟。
exposure-spent = { $service } 到 { $until } 为止的 { $budget } 分钟限额已用尽；本变更再用去 { $uses } 分钟。
exposure-spent-failing = 如变更失败：最多用去 { $uses } 分钟，而限额已用尽。
exposure-stays = 变更完成后，{ $service } 仍处于“{ $level }”。
exposure-spread = 各步骤所需时间未知，或时段容纳不下：每个步骤均按整个时段计算。
exposure-services = 变更影响的服务
exposure-started = { $change } 已开始：所用时间已计入停机限额。
exposure-no-window = { $change } 没有时段：用去多少取决于何时进行。请先建议时段：cairn -e DIR change edit { $change } --window-start MOMENT --window-end MOMENT
exposure-no-plan = 计划不适用于现在的配置库。
column-until = 直到
column-level-planned = 仅计划内
column-counted = 计入（分钟）
column-because = 原因
column-promised = 承诺
column-budget = 限额（分钟）
column-used-unplanned = 计划外（分钟）
column-used-planned = 计划内（分钟）
column-left = 余额（分钟）
column-uses = 用去（分钟）
column-uses-failing = 失败时（分钟）
column-left-failing = 失败时余额
desk-exposure-no-window = { $change } 没有时段：用去多少取决于何时进行。请先建议时段。

# What-ifs that are kept, and the estate before, during and after, side by side.
column-sign = 增减
column-single-points = 单点故障
what-if-sentence = { $clauses }。
what-if-between = ；
what-if-points = { $adds }，{ $removes }
what-if-adds = { $count ->
    [0] 未增加单点故障
   *[other] { $services ->
        [1] 使 { $names } 增加 { $count } 个单点故障
       *[other] 使 { $services } 项服务（{ $names }）增加 { $count } 个单点故障
    }
}
what-if-removes = { $count ->
    [0] 未移除单点故障
   *[other] { $services ->
        [1] 使 { $names } 减少 { $count } 个单点故障
       *[other] 使 { $services } 项服务（{ $names }）减少 { $count } 个单点故障
    }
}
what-if-nothing-down = 没有服务停止
what-if-down-after = { $count ->
    [1] { $names } 完成后停止
   *[other] { $count } 项服务完成后停止（{ $names }）
}
what-if-down-during = { $count ->
    [1] { $names } 在进行期间停止
   *[other] { $count } 项服务在进行期间停止（{ $names }）
}
what-if-lose = { $count } 个组的备援减少
what-if-lack = 进行期间有 { $count } 个组的备援减少
what-if-gain = { $count } 个组的备援增加
what-if-spares-same = 没有组的备援减少
what-if-services = 服务：之前与之后
what-if-margins = 组的剩余备援
what-if-assumed = 未经声明的冗余
what-if-errors = 模型错误
what-if-kept = { $count } 个不变
what-if-head = 由 { $who } 创建，{ $at }；以记录编号 { $based } 为依据；配置库现为记录编号 { $seq }。
what-if-became = 已成为变更 { $change }。
what-if-does-not-apply = 不再适用于配置库的现状：配置库已有改动。请更新，或修改有矛盾的改动：cairn what-if update { $id }。
what-if-as-it-was = { $id } { $name } 保持不变：没有记录。
what-if-none = 没有保存任何假设。保存一个：cairn what-if new NAME --retire CI
what-if-not-found = 此配置库没有名为“{ $words }”的假设。
what-if-no-name = 假设须有名称。
what-if-long-name = 名称最多可有 { $max } 个字符。
what-if-name-taken = “{ $name }”已是 { $id } 的名称。请另选名称。
what-if-is-a-change = { $id }“{ $name }”已成为 { $change }，而该变更尚未完结。请编辑该变更，或先取消。
done-what-if-new = 已保存 { $id }“{ $name }”，记录编号 { $seq }。
done-what-if-edit = 已编辑 { $id }“{ $name }”，记录编号 { $seq }。
done-what-if-rename = { $id } 现称为“{ $name }”，记录编号 { $seq }。
done-what-if-delete = 已删除 { $id }“{ $name }”，记录编号 { $seq }。
done-what-if-update = { $dropped ->
    [0] { $id }“{ $name }”已更新，记录编号 { $seq }。
   *[other] { $id }“{ $name }”已更新，记录编号 { $seq }；配置库已是如此的 { $dropped } 项改动已删去。
}
help-what-if-wif = 已保存的假设：编号、只用数字，或名称
help-what-if-name = 名称；不可重复
help-what-if-note = 用途
help-what-if-new = 以名称保存计划的改动，无须变更
help-what-if-list = 列出已保存的假设
help-what-if-show = 显示假设计划的改动，以及其中不再适用的部分
help-what-if-ask = 说明假设的影响：之前、期间和之后并列
help-what-if-edit = 编辑假设计划的改动
help-what-if-rename = 为假设改名
help-what-if-duplicate = 以另一名称保存副本
help-what-if-update = 以配置库的现状为所有改动的依据；列出有矛盾之处
help-what-if-delete = 删除假设
help-what-if-to-change = 按所计划的改动提出变更

# 停运记录
live-undo-of-an-outage = 记录编号 { $seq } 属于某项停运。未更改任何数据。请结束该停运，或予以更正。
reason-outage-announce = 预告 { $outage }“{ $title }”
reason-outage-record = { $outage }“{ $title }”开始
reason-outage-enter = 补记 { $outage }“{ $title }”，已恢复
reason-outage-open = { $outage }“{ $title }”如预告开始
reason-outage-end = { $outage }“{ $title }”已恢复
reason-outage-close = { $outage }“{ $title }”已关闭
reason-outage-cancel = { $outage }“{ $title }”已取消
reason-outage-edit = 更正 { $outage }“{ $title }”
guard-outage-title = 停运须有标题。
guard-outage-items = 停运须有至少一个配置项。
guard-outage-expected-end = 预告须有预计结束时间：没有结束时间，无从同意。
guard-outage-end = 尚不知道何时恢复。
guard-outage-cause = 缺少原因。请用文字说明为何发生。
guard-outage-planned = 只有计划内的停运才可预告。如不会发生，请予取消。
guard-outage-ahead = 停运于 { $at } 开始，并不晚于现在（{ $now }）。
guard-outage-begun = 停运于 { $at } 开始，现在是 { $now }：尚未开始。请作为计划内停运预告，或说明何时开始。
guard-outage-end-ahead = 不可能已于 { $at } 恢复：现在是 { $now }。
guard-outage-take-part = { $item } 的状态为 { $state }，不参与任何分析，因此不会停运。
guard-outage-gone = 配置库已没有配置项 { $item }。
guard-outage-no-transition = { $outage } 的状态为 { $state }，不可进行“{ $transition }”{ $possible ->
    [none] 。
   *[other] 。可进行：{ $possible }。
}
outage-long-title = 标题最多 { $max } 个字符。
outage-item-twice = “{ $words }”出现了两次。
outage-level = “{ $words }”只可为降级运行或停止运行。
outage-not-in = “{ $words }”不是 { $outage } 的配置项。
outage-item-before = { $item } 由 { $at } 起停运，早于停运的开始时间 { $from }。
outage-item-end = { $item } 于 { $at } 恢复，不在其停运时间之内。
outage-item-ahead = { $item } 不可能已于 { $at } 停运或恢复，该时间尚未到。
outage-not-found = 此配置库没有停运“{ $words }”。
outage-no-state = “{ $words }”不是停运的状态。可选：{ $states }。
outage-changed-since = { $outage } 其间已由 { $who } 更改（记录编号 { $record }）。未更改任何数据。请重新查看。
outage-not-editable = { $outage } 的状态为 { $state }，不可再更正。
outage-end-by-end = { $outage } 尚未恢复。未更改任何数据。结束停运时才说明恢复时间。
outage-kept-held = { $item } 仍由 { $record } 记录为{ $operation ->
    [degraded] 降级运行
   *[other] 停止运行
}，程度不低于此。
outage-kept-anothers = { $item } 因 { $record } 仍在进行而{ $operation ->
    [degraded] 降级运行
   *[other] 停止运行
}。
outage-kept-said = { $item } 维持他人所记录的{ $operation ->
    [degraded] 降级运行
    [in_service] 运行中
   *[other] 停止运行
}。
outage-kept-meanwhile = { $item } 其间另有记录，维持为{ $operation ->
    [degraded] 降级运行
    [in_service] 运行中
   *[other] 停止运行
}。
outage-says-ahead = { $count } 个配置项将由 { $from } 至 { $end } 停运；{ $hit ->
    [0] 仅就此事，没有服务受影响。
   *[other] 仅就此事，{ $down } 项服务停止、{ $degraded } 项降级、{ $risk } 项有风险。
}
outage-says-open = { $count } 个配置项自 { $from } 起停运{ $end ->
    [none] {""}
   *[other] ，预计至 { $end }
}；{ $hit ->
    [0] 仅就此事，没有服务受影响。
   *[other] 仅就此事，{ $down } 项服务停止、{ $degraded } 项降级、{ $risk } 项有风险。
}
outage-says-over = { $count } 个配置项曾由 { $from } 至 { $end } 停运；{ $hit ->
    [0] 仅就此事，没有服务受影响。
   *[other] 仅就此事，{ $down } 项服务停止、{ $degraded } 项降级、{ $risk } 项有风险。
}
outage-says-never = { $count } 个配置项原定由 { $from } { $end ->
    [none] {""}
   *[other] 至 { $end }{" "}
}停运；已取消。
help-outages = 列出停运，或处理其中一项：预告、进行中、已恢复、已关闭
help-outages-outage = 停运：编号全写，或只写数字
help-outages-state = 只列出此状态者：announced、open、over、closed、cancelled
help-outages-new = 记录停运：计划内而尚未开始者作为预告；提供 --to 则已恢复；其余立即生效，其配置项停止运行
help-outages-show = 显示一项停运：配置项、受影响的服务及相关记录
help-outages-edit = 更正或补充一项停运；进行期间，其配置项随之更改
help-outages-open = 说明所预告的停运已开始；其配置项停止运行
help-outages-end = 说明停运已恢复；其配置项恢复运行
help-outages-close = 原因已明，关闭已恢复的停运
help-outages-cancel = 说明所预告的停运不会发生
help-outages-title = 标题
help-outages-item = 停运的配置项，可在“=”后写 degraded 或 out_of_service；未提供则为 out_of_service
help-outages-from = 开始时间；未提供则为现在
help-outages-opened-from = 开始时间；未提供则如预告
help-outages-until = 预计结束时间
help-outages-no-until = 未知何时结束
help-outages-to = 恢复时间；未提供则为现在
help-outages-entered-to = 恢复时间：整项补记，不再更改任何配置项
help-outages-planned = 属计划内；须在开始前连同 --until 预告，停机限额才会视为计划内
help-outages-unplanned = 并非计划内
help-outages-cause = 用文字说明原因
help-outages-cause-item = 导致停运的配置项；留空即移除
help-outages-change = 所属的变更：计划内者为期间所进行的变更，其余为导致停运的变更；留空即移除
help-outages-since = 所列配置项停运或改变程度的时间；未提供则由开始时起
help-outages-back = 已恢复的配置项
help-outages-back-at = 恢复时间；未提供则为现在；与开始时间相同即从未停运
help-outages-reason = 原因
done-outages-new = { $id }“{ $title }”：{ $state }（记录编号 { $seq }）{ $set ->
    [0] 。
   *[other] ；已设置 { $set } 个配置项的运行状况。
}
done-outages-edit = 已更正 { $id }“{ $title }”（记录编号 { $seq }）{ $set ->
    [0] 。
   *[other] ；已设置 { $set } 个配置项的运行状况。
}
done-outages-open = { $id }“{ $title }”已开始（记录编号 { $seq }）{ $set ->
    [0] 。
   *[other] ；已设置 { $set } 个配置项的运行状况。
}
done-outages-end = { $id }“{ $title }”已恢复（记录编号 { $seq }）{ $set ->
    [0] 。
   *[other] ；已设置 { $set } 个配置项的运行状况。
}
done-outages-close = { $id }“{ $title }”已关闭（记录编号 { $seq }）。
done-outages-cancel = { $id }“{ $title }”已取消（记录编号 { $seq }）。
outages-as-it-was = { $id }“{ $title }”维持不变：没有记录任何数据。
outages-not-agreed = { $id } 称为计划内，但开始前并无预告：停机限额视为计划外。
outages-agreed = 于 { $at } 预告：由 { $start } 至 { $end }。
outages-expected = { $end }（预计）
outages-announced = 计划内
outages-called-planned = 称为计划内
outages-unplanned = 计划外
outages-heading = 停运
outages-none = 没有停运记录。如要记录：cairn outages new TITLE --item CI
outages-none-in-state = 没有此状态的停运。
outages-items = 停运的配置项
outages-services = 仅就此事受影响的服务
outages-in-change = 在变更 { $change }“{ $title }”期间进行。
outages-by-change = 由变更 { $change }“{ $title }”导致。
outages-cause = 原因
outages-cause-item = 由此配置项导致
outage-deed-open = 开始
outage-deed-end = 恢复
outage-deed-close = 关闭
outage-deed-cancel = 取消
outage-field-title = 标题
outage-field-from = 开始时间
outage-field-expected_end = 预计结束时间
outage-field-to = 恢复时间
outage-field-planned = 计划内
outage-field-cause = 原因
outage-field-cause_item = 导致停运的配置项
outage-field-change = 变更
outage-field-item = 配置项
column-outage = 停运
column-item-names = 配置项
column-span = 由何时至何时
column-operation-now = 当前运行状况
outage-event-announce = 已预告
outage-event-record = 开始
outage-event-enter = 补记，已恢复
outage-event-open = 如预告开始
outage-event-end = 已恢复
outage-event-close = 已关闭
outage-event-cancel = 已取消
outage-event-edit = 已更正
