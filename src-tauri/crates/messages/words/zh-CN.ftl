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
error-ends-before-start = { $end } 早于开始时间 { $since }。未更改任何数据。请提供较晚的 --until 或较早的 --since。
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
error-write-rejects = 已导入，记录编号 { $seq }，但无法把被拒的行写入 { $path }：{ $detail }。请腾出空间或选择其他位置，然后再次导入同一批文件。
error-write-answer = 无法写出结果：{ $detail }。命令本身已经完成；查看方法：cairn -e DIR log
error-at-reserved = --at 预留用于查看过去的情况，目前尚不可用。请不加 --at 再查询。
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
help-after = 所有命令均以表格作答，供人阅读；加上 --json 则供程序读取。退出码：0 为完成；1 为完成但发现问题（有数据行被拒绝、有损坏）；2 为未完成：用法或输入有误，详见标准错误输出。
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
help-at = 预留：查询配置库在某一时间所记录的情况
help-help = 显示帮助
help-version = 显示版本
help-init = 创建配置库
help-init-dir = 要创建的目录
help-init-name = 配置库的名称
help-init-sample = 载入示例配置库
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
help-impact-report = 写出 HTML 报告
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

## Snapshots

snapshot-exported = 快照已写入：{ $path }
snapshot-imported = { $path } 是此快照的只读副本，截至记录编号 { $seq }：每条记录的哈希均与原来相同。副本本身不接受记录；如需可接受记录的配置库，请使用 --as-new 导入。
snapshot-imported-new = 已由快照创建新配置库 { $path }（记录编号 { $seq }）。
snapshot-sound = 完好：文件的每个字节、所有哈希、条目顺序、关系两端和记录链均一致。日志能否重放出这些条目，将在导入时证明。
snapshot-sound-scoped = 完好：文件的每个字节、所有哈希、条目顺序和关系两端均一致。限定范围的快照不含日志。
snapshot-finding = { $place }：{ $what } —— 应为 { $expected }，实为 { $found }
snapshot-not-sound = 此快照不完好。未更改任何数据。请改用另一份副本，或重新导出。
snapshot-head = { $seq } · { $when } · { $who }
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
error-no-such-record = 没有记录编号 { $seq }；最新为 { $newest }。未更改任何数据。如需查看现有记录，请运行：cairn -e DIR log
error-file-snapshot = { $file } 是 Cairn 快照。未导入任何数据。快照须导入新的配置库：cairn snapshot import { $file } --into DIR
error-usage-record = “{ $text }”不是记录编号，而此处的 --at 需要记录编号。未更改任何数据。如需查看现有记录，请运行：cairn -e DIR log
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
