import { normalise } from './normalise.ts';

/** Words that carry grammar, not meaning. Question words are among them: a question is a common query. */
const arabic = `
  من في على إلى الى عن مع عند عندما لدى منذ حتى خلال عبر بين بعد قبل حول ضد نحو دون بدون سوى غير فوق تحت أمام
  هذا هذه هذان هاتان ذلك تلك هؤلاء أولئك هنا هناك الذي التي الذين اللذان اللتان اللواتي اللاتي
  أنا نحن أنت أنتم هو هي هما هم هن به بها بهم له لها لهم لنا لكم منه منها منهم فيه فيها فيهم عليه عليها عليهم
  إليها إليهم عنه عنها عنهم لديه لديها لديهم لدينا معه معها معهم بينها بينهم علينا فينا
  ما ماذا متى أين كيف لماذا هل كم أي أية من لمن عمن ممن مما عما بما فيما كما
  لم لن لا ليس ليست إن أن أنه أنها أنهم إنه إنها إنهم بأن بأنه بأنها لأن لأنه لأنها كأن لكن لكنه لكنها
  قد لقد فقد وقد سوف ثم أو أم بل إذا إذ لو لولا لكي كي حيث بحيث كذلك أيضا مثل إلا إما أما
  كان كانت كانوا يكون تكون يكونوا تم يتم تتم وهو وهي وهم وكان وكانت ولا ولم ولن وما ومن وفي وعلى وإلى وعن ومع
  كل كلا بعض ذات وقد فإن وإن وأن والتي والذي والذين
`;
const english = `
  a about am an and any are as at be been being but by can could did do does doing done for from had has have having he her
  hers him his how i if in into is it it's its itself me might must my no nor not of on onto or our ours shall she
  should so some such than that the their theirs them then there these they this those to too upon us was we were what
  when where which while who whom whose why will with would you your yours
`;
const russian = `
  и в во не что он на я с со как а то все всё она так его но да ты к у же вы за бы по только ее её мне было вот от меня еще ещё нет
  о об из ему теперь когда даже ну ли если уже или ни быть был него до вас уж вам ведь там потом себя ей может они тут где есть надо
  ней для мы тебя их чем была сам чтобы без будто чего раз тоже себе под будет кто этот этого того потому какой какая какое какие каком
  каких какую каким сколько почему были было этой эти это том при после над через между которые который которая которого которых также
`;
const french = `
  le la les un une des du de d l et en au aux ce cet cette ces il elle ils elles on nous vous je tu qui que quoi dont ou où quel quelle
  quels quelles est sont été être a ont avoir avait dans par pour sur avec sans sous entre ne pas plus se sa son ses leur leurs y comme
  mais donc or ni car si quand comment pourquoi combien
`;

/** In their normalised spelling. */
const stopWords: ReadonlySet<string> = new Set(normalise(`${arabic} ${english} ${russian}`).text.trim().split(/\s+/));

const frenchStopWords: ReadonlySet<string> = new Set(normalise(french).text.trim().split(/\s+/));

export const isStopWord = (word: string, language?: string): boolean => (language === 'fr' ? frenchStopWords.has(word) : stopWords.has(word));

/** Words of time, number and degree: searched for as any other, but no reason that two texts are about the same. */
const vague = `
  before after within until since during only same other another also more most less least few many much very first last next new old long short
  one two three four five six seven eight nine ten once twice day days week weeks month months year years time today now live use used make made
  يوم أيام أسبوع أسابيع شهر أشهر شهرا سنة سنوات سنويا عام أعوام وقت حين أول آخر جديد جديدة قديم واحد واحدة اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس
  ستة سبعة ثمانية تسعة عشرة أكثر أقل فقط نفسه نفسها أخرى آخرون عدد يمكن
`;
const vagueWords: ReadonlySet<string> = new Set(normalise(vague).text.trim().split(/\s+/));

/** Whether a normalised word tells a reader what a text is about. */
export const tellsSubject = (word: string): boolean => !stopWords.has(word) && !vagueWords.has(word);
