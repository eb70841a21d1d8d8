//! `POST /api/v1/plans/import`: reads a plan, from its text or its file, for a person to confirm.
//! What was read is kept as a draft beside its text and file, which stay with the plan.

use axum::{
    Json, RequestExt as _,
    body::Bytes,
    extract::{Multipart, Request, multipart::MultipartError},
    http::{StatusCode, Uri},
};
use document::read::{Kind, Problem as FileProblem};
use model::{
    draft::Draft,
    id::{IdMaker, PlanId, UnitId},
    import::{self, ImportProblem, PlanDraft},
    person::{Action, Person},
    plan::PLAN_MAX_NODES,
    problem::{Code, Problem},
    reading::reading,
    unit::UnitTree,
    view::import::Reading,
};
use serde::{Deserialize, Serialize};

use super::{body, parameters};
use crate::{
    draft,
    failure::{Failure, Result},
    guard::visitor::SignedIn,
    store::original::Original,
};

/// Larger than the largest text that is read, so that its own refusal is heard.
const MAX_TEXT_BYTES: usize = 3 * 1024 * 1024;
/// Likewise for a file, with what a form puts around it.
pub const MAX_BYTES: usize = document::read::LARGEST_FILE + 1024 * 1024;

/// Everything that was read, and the plan that would come of it.
#[derive(Serialize)]
pub struct Answer {
    /// Of the draft, and of the plan once it is confirmed.
    id: PlanId,
    draft: PlanDraft,
    #[serde(flatten)]
    reading: Reading,
}

const TOO_MANY_NODES: &str =
    "Văn bản này có hơn 5.000 mục, không thể là một kế hoạch. Hãy chỉ gửi phần kế hoạch.";

#[derive(Deserialize)]
struct Pasted {
    text: String,
}

pub async fn post(SignedIn(reader): SignedIn, uri: Uri, request: Request) -> Result<Json<Answer>> {
    let asked = parameters(&uri)?("unit").filter(|unit| !unit.is_empty());
    let (_, tree) = reader.service.read().await?;
    let unit = unit_of_plan(&reader.person, &tree, asked.as_deref())?;
    let (content, is_file) = content(request).await?;
    let environment = reader.service.environment.clone();
    let by = reader.person.id.clone();
    // Long texts take a while, and the threads that serve requests must not wait.
    let answer = tokio::task::spawn_blocking(move || {
        let source = document::read::text(&content).map_err(file_problem)?;
        let draft = import::read(&source.text).map_err(problem)?;
        let mut ids = IdMaker {
            now_ms: environment.now(),
            random: || environment.random(),
        };
        let reading = Reading {
            text: source.text,
            ..reading(&draft, &unit, &tree, &mut ids)
        };
        let original = Original {
            plan: reading.plan.plan.id.clone(),
            by,
            made_at: environment.now(),
            kind: word_for(source.kind).to_owned(),
            body: reading.text.clone(),
            file: is_file.then(|| content.to_vec()),
        };
        if reading.plan.nodes.len() > PLAN_MAX_NODES {
            return Err(Code::ImportTooLarge.saying(TOO_MANY_NODES).into());
        }
        let begun = Draft::from(reading.clone());
        let answer = Answer {
            id: begun.id().clone(),
            draft,
            reading,
        };
        Ok::<_, Failure>((answer, begun, original))
    });
    let (answer, begun, original) = answer.await.map_err(anyhow::Error::from)??;
    draft::begin(&reader, &begun, &original).await?;
    Ok(Json(answer))
}

fn word_for(kind: Kind) -> &'static str {
    match kind {
        Kind::Plain => "plain",
        Kind::Word => "word",
        Kind::Pdf => "pdf",
    }
}

/// The unit whose plan it is to be: as asked, else the first of the person's in which plans may be
/// edited.
fn unit_of_plan(person: &Person, tree: &UnitTree, asked: Option<&str>) -> Result<UnitId> {
    let grants = person.grants.iter();
    let mut own = grants
        .filter(|grant| grant.role.carries(Action::EditPlan))
        .map(|grant| &grant.unit);
    let unit = match asked {
        Some(unit) => tree
            .find(unit)
            .map(|unit| unit.id.clone())
            .ok_or(Code::NotFound)?,
        None => own.next().cloned().ok_or(Code::NotAllowed)?,
    };
    if person.may(Action::EditPlan, &unit, tree) {
        Ok(unit)
    } else {
        Err(Code::NotAllowed.into())
    }
}

/// What kind of file it is says its content; programs name the kind in many ways.
///
/// With the content goes whether it is a file rather than pasted text.
async fn content(request: Request) -> Result<(Bytes, bool)> {
    Ok(match body::media_type(request.headers()).as_str() {
        "text/plain" => {
            let text = body::bytes(request.into_body(), MAX_TEXT_BYTES).await?;
            (text, false)
        }
        "application/json" => {
            let pasted: Pasted = body::json(request, MAX_TEXT_BYTES).await?;
            (pasted.text.into(), false)
        }
        "multipart/form-data" => (file(request).await?, true),
        "application/octet-stream" | "application/pdf" | WORD => {
            let file = body::bytes(request.into_body(), MAX_BYTES).await?;
            (file, true)
        }
        _ => return Err(Code::UnsupportedMediaType.into()),
    })
}

/// The media type of a .docx.
pub const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The field `file` of a form.
async fn file(request: Request) -> Result<Bytes> {
    let form = request.extract::<Multipart, _>().await;
    let mut form = form.map_err(|_| Failure::from(Code::UnsupportedMediaType))?;
    while let Some(field) = form.next_field().await.map_err(broken_form)? {
        if field.name() == Some("file") {
            return field.bytes().await.map_err(broken_form);
        }
    }
    Err(Code::ImportEmpty.into())
}

fn broken_form(error: MultipartError) -> Failure {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Code::TooLarge.into()
    } else {
        Code::UnsupportedMediaType.into()
    }
}

/// The code says what to do about it in general, the sentence what to do with this very file.
fn file_problem(problem: FileProblem) -> Problem {
    let code = match problem {
        FileProblem::Empty | FileProblem::NoText => Code::ImportEmpty,
        FileProblem::FileTooLarge
        | FileProblem::TextTooLarge
        | FileProblem::TooManyPages
        | FileProblem::UnpacksTooLarge => Code::ImportTooLarge,
        FileProblem::PdfScanned | FileProblem::Image => Code::ImportScanned,
        _ => Code::ImportNotText,
    };
    code.saying(problem.sentence())
}

fn problem(problem: ImportProblem) -> Problem {
    let code = match problem {
        ImportProblem::Empty => Code::ImportEmpty,
        ImportProblem::TooLarge => Code::ImportTooLarge,
        ImportProblem::NotText => Code::ImportNotText,
        ImportProblem::NoTasks => Code::ImportNoTasks,
    };
    code.saying(problem.sentence())
}
