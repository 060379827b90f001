using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Messages;

/// <summary>Where a message stands.</summary>
internal enum MessageState
{
    Waiting,
    Sent,
    Failed,
}

/// <summary>What a message is about, and with it who may read it here.</summary>
internal enum MessageTopic
{
    /// <summary>A contact: for those who work the queue.</summary>
    Case,

    /// <summary>An account or an alert: for administrators. Never case content.</summary>
    System,
}

/// <summary>A message to a person; recipient, subject and text are sealed.</summary>
internal sealed class MessageRow
{
    public Guid MessageId { get; set; }
    public Guid? ContactId { get; set; }
    public MessageTopic Topic { get; set; }
    public MessageState State { get; set; }
    public string Transport { get; set; } = "";
    public DateTimeOffset CreatedTime { get; set; }
    public DateTimeOffset? SentTime { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal sealed class MessageRowMapping : IEntityTypeConfiguration<MessageRow>
{
    public void Configure(EntityTypeBuilder<MessageRow> builder)
    {
        builder.ToTable("messages").HasKey(row => row.MessageId);
        builder.Property(row => row.Sealed).IsSealed(RecordKind.Message, nameof(MessageRow.MessageId));
    }
}
